-- Covering indexes for the eight reference segments, then those that serve the house's own form.
CREATE UNIQUE INDEX ON accounts (ordinal);
CREATE INDEX ON accounts (industry, region, status, employees) INCLUDE (ordinal);
CREATE INDEX ON accounts (region, size_band, legal_form)
    INCLUDE (ordinal, since, yearly_revenue, okved, employees);
CREATE INDEX ON accounts (ordinal) INCLUDE (industry, size_band, okved, employees);
CREATE INDEX ON contacts (role) INCLUDE (account_ordinal, email);
CREATE INDEX ON services (product, status) INCLUDE (account_ordinal, contract_ends_on);
CREATE INDEX ON services (account_ordinal)
    INCLUDE (status, product, monthly_fee, contract_ends_on);
CREATE INDEX ON services (contract_ends_on) INCLUDE (account_ordinal, status);
CREATE INDEX ON usage (month) INCLUDE (account_ordinal, traffic_gb);
CREATE INDEX ON usage (account_ordinal, month) INCLUDE (traffic_gb);
CREATE INDEX ON invoices (issued_on) INCLUDE (account_ordinal, amount, due_on, paid_on);
CREATE INDEX ON invoices (account_ordinal, issued_on) INCLUDE (amount, due_on, paid_on);
CREATE INDEX ON sales (sold_at) INCLUDE (account_ordinal);
CREATE INDEX ON sales (account_ordinal, sold_at);
CREATE INDEX ON account_events (field, nth, happened_on) INCLUDE (account_ordinal);
CREATE INDEX ON account_items (field, item) INCLUDE (account_ordinal);
CREATE INDEX ON contact_facts (role, has_email) INCLUDE (account_ordinal);
