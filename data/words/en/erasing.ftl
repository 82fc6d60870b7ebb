erasing-nobody = Nothing is held under that id or address. Nothing was changed; check how it is written.
erasing-in-the-air = A message to this person is being handed over just now. Nothing was erased; try again in a minute.
erasing-asks = { $contacts } contacts with { $addresses } addresses would be forgotten. Nothing was erased; say --yes to do it: it cannot be undone.
erasing-done = Forgotten: { $messages } messages, { $receipts } returned mails and receipts, { $events } opens and clicks, { $audiences } places in audiences, { $rehearsals } in rehearsals, { $calls } calls, { $letters } letters, { $remarks } remarks of people, { $suppressions } orders, { $files } files, { $imports } imports, { $logs } logs. Publish the client data anew: until then the version in use still has the person, and no message goes to them.
erasing-not-swept = The store may still have deleted bytes on its disk: somebody was using it, or it is a server. Run VACUUM there (VACUUM FULL in PostgreSQL).
