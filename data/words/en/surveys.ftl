# Surveys of both arms of a campaign: made, answered, read.
surveys-name = Survey after “{ $name }”
surveys-name-again = Survey after “{ $name }” ({ $number })
surveys-goal-nps = Ask both arms of “{ $name }”, who got it and who was held out, whether they would recommend us (0 to 10).
surveys-goal-csat = Ask both arms of “{ $name }”, who got it and who was held out, how content they are (1 to 5).
surveys-nothing-sent = Only a campaign that was sent has two arms to ask. Choose one that was.
surveys-nobody-reaches-us = Contacts could not open the page where they answer: no public address is set up. Ask an administrator for one.
surveys-no-such-answer = The scale has no such answer, or the survey is over.
surveys-page-title = A question
surveys-page-language = Language
surveys-page-unknown = This link leads nowhere
surveys-page-unknown-why = It may be incomplete, or the question is not asked any more. There is nothing to do.
surveys-page-question-nps = How likely are you to recommend us to a colleague?
surveys-page-question-csat = How content are you with working with us?
surveys-page-low-nps = not likely at all
surveys-page-high-nps = very likely
surveys-page-low-csat = not content at all
surveys-page-high-csat = fully content
surveys-page-send = Send the answer
surveys-page-again = Change the answer
surveys-page-thanks = Thank you: your answer is { $answer }. You may still change it.
surveys-page-given = Your answer is { $answer }. To change it, choose another number and send it again.
surveys-page-missed = The answer was not kept: choose one of the numbers and send it again.
surveys-page-from = A question from “{ $sender }”
surveys-page-comment = Would you like to add anything? (optional)
surveys-page-comment-hint = Your words are read without your name or your company’s.
surveys-page-comment-kept = What you wrote before is kept and not shown here. Leave the field empty to keep it, or write anew to replace it.
surveys-page-over = Answers are not taken any more. Thank you for looking in.
surveys-page-what-for = Answers are counted together for whole groups of companies.
surveys-ask = Ask both arms
surveys-ask-why = This campaign went out without a question at its end, so its survey is a campaign of its own: it asks whoever was written to and whoever was held out the same, so that their answers compare. It is drafted here with its segment and letter, and is approved like any other. In a new campaign, let the last step ask.
surveys-scale = What to ask
surveys-scale-nps = Would you recommend us? (0 to 10)
surveys-scale-csat = How content are you? (1 to 5)
surveys-draft = Draft the survey
surveys-drafted = “{ $name }” is drafted.
surveys-open = Open the draft
surveys-own-due = The last step of this campaign asks both arms: it goes out on { $day }. No survey of its own is needed, the answers appear here.
surveys-own-last = The last step of this campaign asks both arms. No survey of its own is needed, the answers appear here.
surveys-own-unasked = The last step of this campaign was to ask both arms, but it ended before that, and nobody was asked.
surveys-own-nps = The question at the end: recommendation (NPS)
surveys-own-csat = The question at the end: contentment (CSAT)
surveys-apart-nps = { $name }: recommendation (NPS)
surveys-apart-csat = { $name }: contentment (CSAT)
surveys-asked = Of whoever was written to, { $treated_answers } of the { $treated } contacts to be asked answered ({ $treated_rate }); of the holdout, { $holdout_answers } of { $holdout } ({ $holdout_rate }).
surveys-up-csat = Whoever was written to is more content by { $difference } of 5 points ({ $confidence } % interval { $low } to { $high }).
surveys-down-csat = Whoever was written to is less content by { $difference } of 5 points ({ $confidence } % interval { $low } to { $high }).
surveys-inconclusive-csat = No clear difference in contentment: { $low } to { $high } of 5 points ({ $confidence } % interval).
surveys-up-nps = Whoever was written to would recommend us more: NPS higher by { $difference } ({ $confidence } % interval { $low } to { $high }).
surveys-down-nps = Whoever was written to would recommend us less: NPS lower by { $difference } ({ $confidence } % interval { $low } to { $high }).
surveys-inconclusive-nps = No clear difference in NPS: { $low } to { $high } ({ $confidence } % interval).
surveys-refused = Nothing is said of the difference: { $reason }
surveys-bounds = Whatever the silent think, it lies between { $low } and { $high }.

# A question to both arms as a campaign's last step.
surveys-asks-anyway = “{ $name }” asks both arms itself, as its last step. A second survey would add nothing.
surveys-asks-last = Both arms are asked once, and by the last step. Nothing was changed.
surveys-unfit = The holdout gets “{ $name }”, too, so it may do nothing but ask. In its way: { $faults }. Nothing was changed.
surveys-fault-channel = nobody can follow a link and answer on this channel
surveys-fault-no-link = no link to the question’s page, or not every answer of the scale
surveys-fault-variants = there are several variants, and everybody has to be asked the same
surveys-fault-brief = it quotes facts of the brief
surveys-fault-links = it has other links or pictures
surveys-fault-snippets = it has shared snippets, which others change
surveys-fault-files = it has attachments
surveys-end = Ask both arms at the end
surveys-end-why = Whoever was written to and whoever was held out get the same short question on the same day. Only so can be seen whether the campaign pleased: there is something to compare with.
surveys-end-neutral = The holdout gets this question and nothing else. Not a word of the offer, or there is nothing left to compare with. Links, pictures, attachments and facts of the brief are checked; its words you have to read yourself.
surveys-end-no-holdout = This campaign holds nobody out, so the answers will have nothing to compare with. The holdout’s share is set under “Delivery & holdout”.
surveys-end-wait = Days after the step before
surveys-end-wait-help = Both arms are asked on the same day: the waits of all steps add up, from the moment sending begins.
surveys-end-comment = Leave room for a few words
surveys-end-comment-help = An optional field below the scale. The words are shown in the results without name or company.
surveys-end-until = Answers are taken for { $days ->
    [one] { $days } day
   *[other] { $days } days
} after the question ({ $rule }); no result of it is shown before.
surveys-not-offered = The rules do not let this be asked ({ $rule }). Choose another scale.
surveys-end-channel = Ask by
surveys-end-add = Add the question
surveys-end-added = The question to both arms is the last step now.
surveys-end-title = { $number } · Question to both arms · { $channel }
surveys-end-after = { $days ->
    [0] on the day sending begins
    [one] { $days } day after sending begins
   *[other] { $days } days after sending begins
}
surveys-end-asks-nps = “Would you recommend us?”, 0 to 10
surveys-end-asks-csat = “How content are you?”, 1 to 5
surveys-end-told = Question to both arms { $after }: to { $treated ->
    [one] { $treated } contact
   *[other] { $treated } contacts
} of { $treated_accounts ->
    [one] { $treated_accounts } treated account
   *[other] { $treated_accounts } treated accounts
} and { $held ->
    [one] { $held } contact
   *[other] { $held } contacts
} of { $held_accounts ->
    [one] { $held_accounts } account
   *[other] { $held_accounts } accounts
} held out. The holdout gets nothing else.
surveys-planned = { $name }: question to both arms

# What people said, on the screen of results.
surveys-comments = Words of { $n ->
    [one] { $n } person
   *[other] { $n } people
}
surveys-comments-why = Without names or companies, as everybody who answered was promised.
surveys-comments-search = Find among the words
surveys-comments-none = Nobody wrote such words.
surveys-column-arm = Arm
surveys-column-answer = Answer
surveys-column-comment = Words
surveys-column-day = Day
surveys-arm-treated = Treated
surveys-arm-holdout = Holdout
surveys-answers = Every answer
surveys-answers-why = A row an answer: arm, mark, words, day. Without names or companies.
surveys-still-open = What each arm answered is not shown while answers are taken: looking earlier would make chance look like success.
surveys-so-far = Whether it pleased is not known yet: { $reason }
