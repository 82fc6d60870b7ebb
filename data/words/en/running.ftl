# What `make run` says on the terminal.

running-furnishing = Looking for the demo base; the first time it is built, which takes a minute or two.
running-open =
    The cockpit is open at { $url }
    Logs are in { $logs }. Press Ctrl-C to stop.
running-stopping = Stopping the cockpit …
running-again = The { $part } ended and was started again. Its log is in { $logs }.
running-moved = Port { $before } is taken; { $after } is used instead ({ $name }).
running-port-taken =
    Port { $port } belongs to another program. Nothing was started.
    Name another one with { $name }=…, or stop that program.
running-part-fell =
    The { $part } could not be started, so everything was stopped. The end of { $log }:
    { $last }
running-demo-failed = The demo base could not be built; the reason stands above. Nothing was started.
running-never-opened = The screens did not answer within { $seconds } seconds, so everything was stopped. See { $logs }.
