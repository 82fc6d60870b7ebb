door-demo-with-oidc = The demo's picker of people and a sign-in provider cannot be on together. Nothing was started; unset COCKPIT_DEMO or COCKPIT_OIDC_ISSUER.
door-demo-not-loopback = The demo lets anybody be anybody, so it opens on this machine only, not on { $address }. Nothing was started; set COCKPIT_ADDRESS=127.0.0.1 and --server.address=127.0.0.1, or configure a sign-in provider.
door-demo-with-people = The demo lets anybody be anybody, and this store knows { $n ->
        [one] one real person
       *[other] { $n } real people
    }. Nothing was started; unset COCKPIT_DEMO and configure the sign-in provider, or give the demo a folder of its own in COCKPIT_DATA.
door-no-sign-in = There is no way to sign in. Nothing was started; set COCKPIT_OIDC_ISSUER, COCKPIT_OIDC_ID and COCKPIT_OIDC_SECRET, or COCKPIT_LOCAL_SIGN_IN=1 for passwords kept here, or COCKPIT_DEMO=1 on a machine of your own.
door-weak-cookie-secret = COCKPIT_COOKIE_SECRET needs at least { $shortest } characters that nobody can guess. Nothing was started.
door-unknown-role = COCKPIT_ROLES_OF names a role that is not there: { $role }. Nothing was started; the roles are { $known }.
door-half-a-mapping = COCKPIT_ROLE_CLAIM and COCKPIT_ROLES_OF say together which groups stand for which roles, and only one of them is set. Nothing was started; set both or neither.
door-demo-with-local = The demo's picker of people and a sign-in with passwords cannot be on together. Nothing was started; unset COCKPIT_DEMO or COCKPIT_LOCAL_SIGN_IN.
door-passwords-in-the-open = On { $address } passwords would travel for everybody to read. Nothing was started; put TLS in front and set COCKPIT_PUBLIC_URL to its https address, or listen on 127.0.0.1.
