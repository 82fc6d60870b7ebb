door-demo-with-oidc = Выбор сотрудника из списка (демонстрация) и вход через провайдера нельзя включить вместе. Ничего не запущено; уберите COCKPIT_DEMO или COCKPIT_OIDC_ISSUER.
door-demo-not-loopback = В демонстрации каждый может войти кем угодно, поэтому она открывается только на этом компьютере, а не на { $address }. Ничего не запущено; задайте COCKPIT_ADDRESS=127.0.0.1 и --server.address=127.0.0.1 или настройте провайдера входа.
door-no-sign-in = Войти невозможно. Ничего не запущено; задайте COCKPIT_OIDC_ISSUER, COCKPIT_OIDC_ID и COCKPIT_OIDC_SECRET или COCKPIT_DEMO=1 на своём компьютере.
door-weak-cookie-secret = COCKPIT_COOKIE_SECRET должен содержать не меньше { $shortest } символов, которые нельзя угадать. Ничего не запущено.
