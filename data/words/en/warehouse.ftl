warehouse-nothing-published = No client data is published yet. Load a client file and publish it first.
warehouse-unknown-publication = Version { $number } of the client data is not kept here. Nothing was changed; choose one of the list.
