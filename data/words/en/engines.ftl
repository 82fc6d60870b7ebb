engines-unknown = COCKPIT_WAREHOUSE begins with “{ $scheme }”, which is no engine the house knows. Nothing was opened; use postgresql://…, clickhouse://…, spark://…, sc://… or local[2], or leave it empty for DuckDB.
engines-unreachable = { $engine } at { $address } does not answer, or does not let us in. The client data in the house is untouched; start it, or check COCKPIT_WAREHOUSE.
engines-not-installed = { $engine } needs the Python package { $package }, which is not installed. Nothing was changed; install it and come again.
engines-none = COCKPIT_WAREHOUSE names no engine, so there is nothing to copy to: DuckDB answers out of the house's own files.
engines-copied = Version { $number } is on { $engine }, whole.
engines-copied-before = Version { $number } was on { $engine } already; nothing was copied.
