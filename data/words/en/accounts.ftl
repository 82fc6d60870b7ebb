# Loading client files: refusals, reasons, and what the fields are called.

accounts-file-missing = There is no file “{ $file }”. Nothing was loaded; check its name and place.
accounts-file-folder = “{ $file }” is a folder. Nothing was loaded; name a file in it.
accounts-file-unknown = “{ $file }” is of a kind that cannot be read here. Nothing was loaded; save it as CSV, XLSX or Parquet.
accounts-file-unreadable = “{ $file }” may not be read. Nothing was loaded; ask for access to it.
accounts-file-empty = “{ $file }” is empty. Nothing was loaded; export it again.
accounts-file-no-rows = “{ $file }” has a header and no rows. Nothing was loaded; export it again.
accounts-file-binary = “{ $file }” is not text, whatever its name says. Nothing was loaded; save it as CSV, XLSX or Parquet.
accounts-file-too-wide = The file has { $columns } columns, and no table has more than { $most }. Nothing was loaded; check the delimiter.
accounts-line-too-long = Line { $line } of “{ $file }” is longer than a megabyte, so this is no table. Nothing was loaded; export it again.
accounts-lines-missing = Of { $lines } lines only { $found } could be accounted for, the first gap is at line { $line }. Nothing was loaded; look at that line.
accounts-parquet-broken = “{ $file }” is not a sound Parquet file. Nothing was loaded; export it again.
accounts-workbook-broken = “{ $file }” is not a sound XLSX workbook. Nothing was loaded; save it again, or as CSV.
accounts-workbook-slow = Reading “{ $file }” takes too long. Nothing was loaded; save it as CSV.
accounts-workbook-bomb = “{ $file }” would unpack to { $megabytes } MB, as no honest workbook does. Nothing was loaded; save it as CSV.
accounts-workbook-entities = “{ $file }” carries XML declarations that a workbook has no use for. Nothing was loaded; save it again in a spreadsheet program.
accounts-workbook-rows = “{ $file }” claims { $rows } rows, and a sheet has at most { $most }. Nothing was loaded; save it as CSV.
accounts-workbook-cells = The cells of “{ $file }” are spread over more than { $most }. Nothing was loaded; remove stray cells, or save it as CSV.
accounts-no-room = The disk has no room for “{ $file }”. What was published stays as it was; free some space and load it again.
accounts-no-memory = “{ $file }” needs more memory than there is. What was published stays as it was; split the file and load the parts.
accounts-nothing-accepted = Every row of “{ $file }” was rejected, so nothing was published. Look at the reasons, and change the mapping.
accounts-unknown-table = There is no table “{ $table }”. Nothing was loaded; the tables are { $known }.
accounts-check-gone = The checked file is no longer kept. What was published stays as it was; check the file again.
accounts-mapping-unreadable = The mapping “{ $file }” cannot be read: { $fault }. Nothing was loaded; correct the file.
accounts-mapping-field = The mapping names a field “{ $field }” that does not exist; the nearest is “{ $near }”. Nothing was loaded.
accounts-mapping-column = The mapping names a column “{ $column }” that the file does not have; the nearest is “{ $near }”. Nothing was loaded.
accounts-mapping-incomplete = The mapping feeds “{ $table }” without { $fields }, and no row of it can be told from another without them. Nothing was loaded; map these fields too, or leave “{ $table }” out.
accounts-mapping-rule = The mapping has a rule that cannot be understood: { $rule }. Nothing was loaded; a rule has a column, one test and a reason.
accounts-unknown-account = There is no account “{ $account }” in the published data.
accounts-loaded = { $read ->
        [one] One row
       *[other] { $read } rows
    } read, { $accepted } accepted, { $rejected } rejected; published as version { $publication }.
accounts-loaded-none = { $read ->
        [one] One row
       *[other] { $read } rows
    } read, none accepted; nothing was published.

accounts-field-line = Line
accounts-table-accounts = Accounts
accounts-table-contacts = Contacts
accounts-table-services = Services
accounts-table-usage = Usage
accounts-table-invoices = Invoices
accounts-table-sales = Sales
accounts-table-tickets = Tickets
accounts-table-surveys = Surveys
accounts-table-consents = Consents

accounts-reason-missing = the value is missing
accounts-reason-unwanted = the mapping turns such rows away
accounts-reason-cancelled = the sale was cancelled
accounts-reason-not-positive = it has to be greater than zero
accounts-reason-negative = the number cannot be negative
accounts-reason-name-empty = the company has no name
accounts-reason-empty-line = the line is empty
accounts-reason-stray-quote = a stray quotation mark makes the line ambiguous
accounts-reason-too-few-fields = fewer fields than the header has
accounts-reason-too-many-fields = more fields than the header has
accounts-reason-broken-encoding = the line has letters that cannot be read
accounts-reason-email-syntax = not a valid email address
accounts-reason-email-needs-smtputf8 = letters before the @ that mail servers refuse; it would need SMTPUTF8
accounts-reason-email-mixed-script = the domain mixes alphabets and may imitate another
accounts-reason-email-lookalike = the domain looks like another one
accounts-reason-phone-syntax = not a phone number
accounts-reason-phone-too-short = the phone number is too short
accounts-reason-phone-too-long = the phone number is too long
accounts-reason-phone-unknown = no such phone number can exist
accounts-reason-phone-country-assumed = no country code: taken for a Russian number
accounts-reason-inn-form = an INN has 10 or 12 digits
accounts-reason-inn-check = the check digits of the INN are wrong
accounts-reason-kpp-form = a KPP has 9 characters
accounts-reason-ogrn-form = an OGRN has 13 or 15 digits
accounts-reason-ogrn-check = the check digit of the OGRN is wrong
accounts-reason-zero-restored = a leading zero was lost and has been restored
accounts-reason-date-form = not a date between 1900 and 2100
accounts-reason-number-form = not a number that fits
accounts-reason-word-unknown = not a word of the list
accounts-reason-zone-unknown = no such time zone
accounts-reason-key-exponent = a spreadsheet turned the number into 1.2E+10
accounts-reason-key-too-long = longer than 120 characters
accounts-reason-text-too-long = longer than 500 characters, cut off
accounts-reason-text-marks = invisible or piled-up characters were taken out

accounts-field-accounts-account_id = Account ID
accounts-field-accounts-name = Company name
accounts-field-accounts-inn = INN
accounts-field-accounts-kpp = KPP
accounts-field-accounts-ogrn = OGRN
accounts-field-accounts-legal_form = Legal form
accounts-field-accounts-holding_id = Holding ID
accounts-field-accounts-okved = OKVED
accounts-field-accounts-industry = Industry
accounts-field-accounts-country = Country
accounts-field-accounts-region = Region
accounts-field-accounts-city = City
accounts-field-accounts-time_zone = Time zone
accounts-field-accounts-size_band = Size band
accounts-field-accounts-employees = Employees
accounts-field-accounts-yearly_revenue = Yearly revenue
accounts-field-accounts-account_manager = Account manager
accounts-field-accounts-status = Account status
accounts-field-accounts-since = Since
accounts-field-accounts-hold = Hold
accounts-field-accounts-address = Postal address
accounts-field-contacts-contact_id = Contact ID
accounts-field-contacts-account_id = Account ID of the contact
accounts-field-contacts-full_name = Full name
accounts-field-contacts-first_name = First name
accounts-field-contacts-patronymic = Patronymic
accounts-field-contacts-last_name = Last name
accounts-field-contacts-role = Role
accounts-field-contacts-position = Position
accounts-field-contacts-email = Email
accounts-field-contacts-phone = Phone
accounts-field-contacts-language = Language
accounts-field-services-service_id = Service ID
accounts-field-services-account_id = Account ID of the service
accounts-field-services-product = Service
accounts-field-services-monthly_fee = Monthly fee
accounts-field-services-installed_on = Installed on
accounts-field-services-contract_ends_on = Contract ends on
accounts-field-services-status = Service status
accounts-field-usage-account_id = Account ID of the usage
accounts-field-usage-month = Month
accounts-field-usage-traffic_gb = Traffic, GB
accounts-field-usage-voice_minutes = Voice minutes
accounts-field-invoices-invoice_id = Invoice ID
accounts-field-invoices-account_id = Account ID of the invoice
accounts-field-invoices-issued_on = Issued on
accounts-field-invoices-due_on = Due on
accounts-field-invoices-paid_on = Paid on
accounts-field-invoices-amount = Invoice amount
accounts-field-sales-sale_id = Sale ID
accounts-field-sales-account_id = Account ID of the sale
accounts-field-sales-sold_at = Sold at
accounts-field-sales-product = Product sold
accounts-field-sales-quantity = Quantity
accounts-field-sales-amount = Amount
accounts-field-sales-price = Price of one
accounts-field-tickets-ticket_id = Ticket ID
accounts-field-tickets-account_id = Account ID of the ticket
accounts-field-tickets-opened_at = Opened at
accounts-field-tickets-closed_at = Closed at
accounts-field-tickets-severity = Severity
accounts-field-surveys-survey_id = Answer ID
accounts-field-surveys-contact_id = Contact ID of the answer
accounts-field-surveys-account_id = Account ID of the answer
accounts-field-surveys-answered_on = Answered on
accounts-field-surveys-nps = NPS score
accounts-field-consents-contact_id = Contact ID of the consent
accounts-field-consents-account_id = Account ID of the consent
accounts-field-consents-channel = Channel
accounts-field-consents-purpose = Purpose
accounts-field-consents-basis = Basis
accounts-field-consents-source = Source of the consent
accounts-field-consents-given_on = Given on
accounts-field-consents-withdrawn_on = Withdrawn on

# The accounts page.

accounts-title = Accounts
accounts-search = Find an account
accounts-search-hint = Name, INN, account ID, city or a contact
accounts-found = { $n ->
    [one] { $n } account
   *[other] { $n } accounts
 } in “{ $name }”, as of { $day }. Pick a row to open it.
accounts-nothing-found = No account fits “{ $words }”. Try fewer words, or a part of a word.
accounts-back = All accounts
accounts-as-of = From “{ $name }”, as of { $day }.
accounts-sales = Sales
accounts-sales-total = { $n ->
    [one] { $n } sale
   *[other] { $n } sales
 }, { $amount } in all.
accounts-sales-month = Month
accounts-sales-amount = Amount, ₽
accounts-contacts = Contacts: { $n }
accounts-no-contacts = Nobody is known at this account yet.
accounts-masked = Names and addresses are hidden: your roles do not reach personal fields.

# Codes of the files, in words.
accounts-code-active = active
accounts-code-suspended = suspended
accounts-code-closed = closed
accounts-code-legal_hold = legal hold
accounts-code-dispute = dispute
accounts-code-tender = tender
accounts-code-ended = ended
accounts-code-micro = micro
accounts-code-small = small
accounts-code-medium = medium
accounts-code-large = large
accounts-code-decision_maker = decision maker
accounts-code-technical = technical
accounts-code-finance = finance
accounts-code-other = other
accounts-code-ru = Russian
accounts-code-en = English
accounts-code-low = low
accounts-code-normal = normal
accounts-code-critical = critical
accounts-code-email = e-mail
accounts-code-sms = SMS
accounts-code-call = call
accounts-code-cabinet = personal cabinet
accounts-code-letter = letter on paper
accounts-code-advertising = advertising
accounts-code-service = service
accounts-code-contract = contract
accounts-code-legitimate_interest = legitimate interest
accounts-code-opt_in = opt-in

accounts-ledger = Messages and what came of them
accounts-ledger-none = Nothing was sent to this account’s contacts yet, and nothing is about to be.
accounts-ledger-whose = Whose
accounts-ledger-everybody = All contacts
accounts-ledger-lines = { $n ->
    [one] { $n } line
   *[other] { $n } lines
  }, the latest first
accounts-ledger-when = When
accounts-ledger-what = What happened
accounts-ledger-text = What was said
accounts-ledger-campaign = Campaign
accounts-ledger-channel = Channel
accounts-ledger-address = Address
accounts-ledger-queued = Put into the outbox
accounts-ledger-tried = Refused for now
accounts-ledger-ended = Message
accounts-ledger-receipt = Receipt
accounts-ledger-returned = Mail that came back
accounts-ledger-open = Opened
accounts-ledger-click = Link followed
accounts-ledger-by-human = by a person
accounts-ledger-by-machine = by a machine
accounts-ledger-by-unknown = by whom is unclear
accounts-ledger-called = Call
accounts-ledger-came-back = The paper letter came back
accounts-ledger-suppressed = Address suppressed
accounts-ledger-lifted = Suppression lifted
accounts-ledger-stopped = No further steps of the campaign
accounts-receipt-delivered = delivered
accounts-receipt-failed = not delivered
accounts-receipt-buffered = telephone out of reach, they keep trying
accounts-receipt-taken = taken by the operator
accounts-receipt-rejected = refused by the operator
accounts-receipt-other = something we do not know
