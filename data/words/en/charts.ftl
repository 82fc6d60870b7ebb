charts-table = Show as a table
charts-csv = Download CSV
