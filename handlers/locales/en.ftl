# Qingfeng · the English texts. People who are afraid read them: plain, short, no promise, no hint.

### Words

field-accused = Who it is about
field-unit = Where they work
field-position = Their post
field-what = What happened
field-when = When
field-where = Where
field-amount = Money involved

role-intake = intake officer
role-handler = case handler
role-supervisor = supervising leader
role-head = head of the office
role-superior = contact at the superior office
role-admin = system administrator

severity-serious = serious
severity-minor = minor
severity-insufficient = insufficient
severity-out-of-scope = out of scope

discipline-political = political discipline
discipline-organizational = organizational discipline
discipline-integrity = integrity discipline
discipline-masses = mass discipline
discipline-work = work discipline
discipline-life = life discipline
discipline-duty-crime = duty-related malfeasance or crime
discipline-none = none

route-talk = talk
route-letter = letter inquiry
route-verification = preliminary verification
route-hold = hold pending verification
route-transfer = transfer
route-close = close
route-ask = ask the reporter
route-sealed = sealed, to be sent up

state-registered = waiting for a disposition
state-awaiting-reporter = waiting for the reporter
state-awaiting-approval = waiting for approval
state-escalated = with the supervising leader
state-verification = passed on to preliminary verification
state-talk = talk to be arranged
state-talk-arranged = talk arranged
state-letter = letter to be issued
state-letter-issued = letter issued, not yet delivered
state-letter-delivered = letter delivered, reply awaited
state-reporting = report and proposed outcome awaited
state-held = on hold pending verification
state-transferred = transferred
state-sealed = sealed, to be sent up
state-sent-up = sent up
state-closed = closed

outcome-explained = explanation accepted, closed
outcome-reminder-talk = reminder talk
outcome-criticism = criticism and education
outcome-self-examination = self-examination ordered
outcome-admonition = admonition
outcome-uncheckable = cannot be verified, closed

clock-send-up = send up by
clock-tell-acceptance = tell the reporter about acceptance by
clock-feedback = give feedback by
clock-disposition = propose a disposition by
clock-letter-reply = reply to the letter by
clock-report = report by
clock-hold-review = review the hold by
clock-lower-accept = acceptance by the lower office by
clock-assigned-finish = finish the assigned case by
clock-lead-transfer = hand the lead over by
clock-petition-notice = give notice of the petition matter by
clock-petition-objection = object to the transfer by
clock-petition-decision = decide the petition matter by
clock-petition-review = ask for a review by
clock-review-answer = answer the review by
clock-petition-recheck = ask for a re-review by
clock-recheck-answer = answer the re-review by
clock-quarter-feedback = quarterly feedback by
clock-life-meeting = explain at the democratic life meeting by

level-lower = village, community or township
level-county = a county department
level-higher = county leaders or above
level-unknown = level not known

redirect-12345 = the public service hotline 12345, or the department in charge
redirect-12315 = the consumer hotline 12315
redirect-110 = the police – if anyone is in danger, call 110 now
redirect-court = the court or the procuratorate
redirect-labour = the labour inspection office (12333)
redirect-petition = the petition office
redirect-house = the housing department, or 12345
redirect-other = the public service hotline 12345

### Citizens

citizen-welcome =
    Hello. This is the reporting assistant of { $office }.

    Here you can report breaches of discipline or law by Party members and public employees. Please tell it as it happened. Only people with lawful approval can see who you are, and anonymous reports are handled in the same way.

    Your Telegram account details will not appear in the report. Please do not use a computer or network at your workplace.
citizen-scope =
    <b>What you can report here</b>
    · taking money or gifts, dining on public funds, using official cars privately
    · keeping back, withholding or wrongly collecting people’s money
    · favouring family or friends, unfair appointments
    · not doing the job, abusing it, rudeness, sending people from door to door
    · other breaches of discipline or law by public employees

    <b>Where others can help</b>
    · danger right now: 110
    · trouble with a purchase or service: 12315
    · wages, work contracts: labour inspection, 12333
    · judgments, arbitration: the court or the procuratorate
    · other public services: 12345

    When you have finished you get a query code. With it you can look at the progress and add material at any time.
    To begin, press the button below.
citizen-unfinished = You have a report you did not finish. It is still here. Would you like to go on with it?
citizen-mode = How would you like to report? Matters within our scope are handled alike both ways; if you give your name, you are told about acceptance and the result as the rules provide.
citizen-name = Please write your name. Name and contact are encrypted and kept apart, and appear on no card and in no material; only people authorised under the law can see them.
citizen-contact = Please leave a phone number or e-mail address where we can reach you.
citizen-level = At what level does the person work?
citizen-story =
    Please write down what you know, in any order and in as many messages as you like. You can also send photos, files or voice messages. When you have finished, press “Finished”.

    Photos can show where they were taken; the officers see a copy without that information. Videos and documents can carry an author or a place too: please check before you send them.
citizen-story-more = Messages noted so far: { $count }. Please go on, and press “Finished” at the end.
citizen-kept-first =
    What you wrote has been noted. This is the reporting assistant of { $office }.

    Please keep to what is true. Only people authorised under the law can see who you are, and anonymous reports are handled just the same. Your Telegram account does not appear in the report. Please do not use a computer or network of your workplace.
citizen-kept-early = What you wrote has been noted. One thing to choose first:
citizen-noted = Noted (message { $count }). You can go on, and press “Finished” at the end.
citizen-noted-album = The photos and files have been noted. You can go on, and press “Finished” at the end.
citizen-file-noted = The file has been noted. You can still answer the question, or press “I don’t know”.
citizen-file-lost = One of your files could not be saved. Please send it again, or describe in words what is in it. Everything else is here.
citizen-out-of-scope =
    This seems to be a matter for another office. A better place to ask: { $redirect }.

    If it also involves a breach of discipline or law by a public employee, you can add that. You can also submit it as it is, and a person will read it.
citizen-understood =
    This is how I understand it. Is it right?
    { $facts }

    { $total ->
        [one] One thing is missing. If you don’t know, you can skip it.
       *[other] { $total } things are missing. If you don’t know, you can skip them.
    }
citizen-question =
    { $number ->
        [1] ①
        [2] ②
       *[3] ③
    } { $ask }
ask-accused = What is the person’s name? A surname or a nickname is enough.
ask-unit = Where do they work (which township, which village)?
ask-what = What did they do?
ask-when = When was it, roughly?
ask-where = Where was it?
ask-amount = How much money was it, roughly?
ask-position = What post do they hold?
citizen-review =
    Please read it through. If it is right, press “Submit”. To change a line, press it.
    { $facts }
citizen-review-sealed =
    Your report is about a leader at county level or above. Under the rules such a report is not analysed here: it is sealed and goes directly to the office in charge.

    If that is right, press “Submit”.
citizen-files = · Files: { $count }
citizen-facts-none = · (no names or events made out yet)
citizen-correct = “{ $field }”: what should it say? Just write it.
citizen-code =
    Received. Your query code: <code>{ $code }</code>
    It is shown only this once. Please copy it on paper, and do not send a screenshot to anyone.

    To be sure it was copied correctly, please reply with its last four characters.
citizen-code-again = These are not the last four characters of the code. Please look at the code above once more and send its last four. If you would rather not check, send /cancel – what you submitted stays submitted.
citizen-code-check = Please look at the query code above and reply with its last four letters, to be sure it is written down right; /cancel skips this and changes nothing of what you handed in.
citizen-code-kept = Thank you, this is added to what you just handed in. Please still reply with the last four letters of the query code.
citizen-goodbye =
    Good. From any account, send /status and the code to see the progress, or /add and the code to add material.

    We suggest that you delete this chat now. Thank you.
citizen-edited = Your change is kept as a new version. The earlier one is kept too.
citizen-status =
    Received on: { $received }
    { $shown }
public-received = Progress: received, being studied.
public-asked = Progress: the officers have a question for you. Please look at it, or send /add and the code to add material.
public-handled = Progress: being handled under the rules.
public-transferred = Progress: passed on under the rules to the office in charge.
public-closed = Progress: concluded under the rules.
citizen-add = Please send what you want to add: text, photos, files or voice messages. Then press “That is all”.
citizen-answer = Please write your answer. You can also send photos or files. Then press “That is all”.
citizen-added = Received, and added to your report. You can send more, or press “That is all”.
citizen-add-done = Thank you. We have it all.
citizen-withdrawn = Your wish has been noted. What you submitted is still handled under the rules, and your identity is protected just the same.
citizen-asked =
    About your report: the officers would like to ask you one thing.

    <blockquote>{ $question }</blockquote>
    If you can, press “Answer”. If you do not answer, the handling goes on.
citizen-accepted = The matter you reported under your name has been accepted and is being handled. Thank you for your trust.
citizen-feedback =
    The matter you reported under your name has been concluded. This is the result:

    <blockquote>{ $words }</blockquote>
    Please keep this answer to yourself.
citizen-help =
    /start report something
    /status and your code: see the progress
    /add and your code: add material
    /withdraw and your code: say that you take it back (this is noted)
    /cancel give up what is not submitted
    /language 换语言 · Language

    If anyone is in danger, call 110 now.
language = 请选语言 · Choose a language
language-set = Good, English from now on.
cancelled = Cancelled. Nothing new was submitted. To begin again, send /start.
nothing-to-cancel = There is nothing to cancel. To report something, send /start.

### Buttons

button-anonymous = Report anonymously
button-real-name = Report with my name
button-scope = What can I report?
button-other-language = 中文
button-resume = Go on
button-afresh = Begin again
button-done = Finished
button-skip = I don’t know
button-insist = Submit it anyway
button-more = Write a little more
button-give-up = Do not submit
button-submit = Submit
button-fix = Change: { $name }
button-answer = Answer
button-added = That is all
button-report = I want to report something
button-agree = Agree: { $route }
button-change = Change…
button-ask = Ask the reporter
button-transfer = Transfer
button-recuse = Recuse myself
button-recuse-sure = Yes, recuse me
button-full = Full text
button-why = Why
button-dates = How the dates are counted
button-back = ← Back
button-way = { $severity } → { $route }
button-approve = Approve: { $route }
button-low-refuse = No, treat it as serious
button-verify = Agree to preliminary verification
button-return = Send back for a new disposition
button-arrange-talk = Arrange the talk
button-rearrange-talk = Move the talk
button-held = Talk held
button-letter = Issue the letter
button-given = Delivered
button-replied = Reply received
button-raise = Something serious came up
button-ends = Report the outcome…
button-again = Talk or letter again
button-reopen = New disposition
button-accepted = Tell acceptance
button-feedback = Give the result
button-identity = Ask for identity
button-grant = Agree
button-refuse = Refuse
button-unseal = Unseal and read
button-sent-up = Sent up

### Errors: what is wrong, and what to do

error-generic = That step did not work. Nothing is lost. Please try again.
error-dead-letter = One message could not be processed. Its content is not lost. You can send it again in other words.
error-illegal-act = This cannot be done at this point. What can be done: { $possible }.
error-not-allowed = This step needs someone who has the right to do it and is not recused.
error-stale-button = This case has just changed. Please look at the updated card.
error-bad-button = This button no longer works. Please send /start; what you have written so far is still there.
error-unknown-case = There is no case with this number.
error-wrong-code = This query code was not found. Please compare it with the one you copied and try again. Capitals and dashes do not matter.
error-locked = There were too many wrong codes. To protect reporters, queries are paused here. Please try again in { $minutes ->
        [one] one minute
       *[other] { $minutes } minutes
    }.
error-invite = This invite link was used already, has expired, or was not made by this office. Please ask the administrator for a new one.
error-code-missing-status = Please put your query code after it, like this: /status 7K3F-9QWD-X2MP
error-code-missing-add = Please put your query code after it, like this: /add 7K3F-9QWD-X2MP
error-code-missing-withdraw = Please put your query code after it, like this: /withdraw 7K3F-9QWD-X2MP
error-unknown-command = There is no such command. /help shows those there are.
error-unsupported = I cannot keep this kind of message (stickers, contacts and the like). Please send text, photos, files or voice messages.
error-file-too-big = This file is over { $limit } MB, more than Telegram lets me fetch. Please make it smaller, send it in parts, or write down the main points. Everything else is here.
error-empty-story = Nothing is written yet. Please write a sentence or two, then press “Finished”.
error-text-expected = Please answer in words here.
error-name = This does not look like a name. Please write 2 to 40 characters. If you would rather not, send /cancel and report anonymously.
error-contact = This does not look like a phone number or an e-mail address. Examples: 0551-1234567, 13800000000, name@example.com.
error-stale-step = This step is over. Please look at the latest message.
error-reason-short = Please give the reason a little more fully (at least { $least } characters).
error-reason-long = That is too long; please stay within { $most } characters.
error-lure = Please write no link, account or mobile number (“{ $found }”): they could be used to find the reporter (Article 29 of the working rules).
error-moment = I could not read this time. Please write it like 2026-12-04 09:00 or 12月4日 9:00.
error-time-past = This time has passed. Please give one that is still to come.
error-no-questions = Please write at least one question to be answered, one a line.
error-many-questions = These are too many questions; a letter asks at most { $most }. Please join some and send them again, one a line.
error-quotes-tip = These words are the same as in the report: “{ $quote }”. A letter must not copy the report (Article 47 of the working rules). Please use words of your own.
error-session-usage =
    Please write it like this, with bars between the parts:
    <code>/session new 12-04 09:00 | 县委党校一楼报告厅 | 《纪律处分条例》专题辅导</code>
    Send only /session new and I will ask step by step.
error-anonymous-admin = I cannot see who an anonymous administrator is. Please turn anonymity off and send it again.
error-needs-reading = The machine is not sure about this one. Please read the full text, then choose a route under “Change…”.
error-clock-not-running = This deadline is not running now: { $clock }.
error-clock-paused = This deadline is paused already; let it go on first: { $clock }.
error-clock-not-paused = This deadline is not paused: { $clock }.
error-clock-over = This deadline has passed and cannot be paused; it can be extended: { $clock }.
error-clock-not-later = The new date must be later than the old one, and not in the past: { $clock }.
error-clock-limit = The article allows at most { $most } days more: { $clock }.

### What a button answers at once

toast-done = Done. The card is up to date.
toast-stale = This case has just changed. Please look at the updated card.
toast-private = Sent to you in private.
toast-recused = You are recused and will not see this case again.
toast-over = This step is over.

### Officers

officer-welcome =
    Hello, { $name }. Your role: { $role }.

    /cases open cases
    /case and a number: the card of one case
    /relations and names: declare whom you are related to; you are then recused
    /talk keep a talk that belongs to no case; /talks how many this year
    /ledger and a year: the register of leads (leaders and supervision)
    An administrator or leader sends /bind in the working group; the cards then go there.
officer-help =
    /cases open cases
    /case and a number: the card of one case
    /relations and names: declare whom you are related to; you are then recused
    /ledger and a year: the register of leads (leaders and supervision)
    /cancel give up the form that is open
    /language 换语言 · Language
    In a group: /session new announces an education session; /bind makes it the working group
officer-cases =
    { $count ->
        [0] There is no open case that you may see.
        [one] One open case:
       *[other] { $count } open cases, the nearest deadline first:
    }
officer-relations =
    { $names ->
        [none] You have not declared any relations. Write it like this: /relations 张三 李四
       *[other] Declared relations: { $names }. You are recused from cases that involve them.
    }
group-bound = This is now the working group. Cards of new cases will come here. Everybody in it can read them: keep it to enrolled officers, and hide the history from new members.
group-unbound = The working group is another one now. Cards of new cases no longer come here.
group-lost = ⚠️ The working group cannot be reached any more (the bot was removed, or the group is gone). Until somebody sends /bind again, cards go to each officer who may see them.
group-moved = ⚠️ { $name } moved the working group to another group; cards of new cases will go there. If this should not be so, send /bind in the former group at once and find out why.
officer-joined = 👤 { $name } was just enrolled ({ $role }). If it was somebody else, have the administrator take the account out of use at once with qingfeng officer retire.
group-hello =
    Hello, I am the Qingfeng assistant.
    · Working group: an administrator or leader sends /bind
    · Education session: an officer sends /session new
card-withdrawn = 📄 Case { $number }: now handled by named officers and no longer shown here.

card-head = 📄 <b>Case { $number }</b> · { $mode } · received { $received }
card-clock = ⏳ { $clock } { $due }{ $provisional ->
    [1] {" "}(provisional: the holidays are not published yet)
   *[0] {""}
    }{ $extended ->
    [1] { " " }(extended)
   *[0] {""}
    }
card-clock-paused = ⏸ { $clock }: paused since { $since }
card-suggested = <b>Suggested: { $severity } (confidence { $confidence }) → { $route }</b>
card-review = <b>Needs an officer’s reading</b> (the machine leans to { $severity }, confidence only { $confidence })
card-decided = <b>Decided: { $severity } → { $route }</b>
card-pending = <b>{ $name } proposes: { $route }; waiting for approval</b> (reason: { $reason })
card-pending-lowering = <b>{ $name } proposes lowering from serious → { $route }; waiting for a second officer</b> (reason: { $reason })
card-target = About: { $who }
card-amount = Amount: { $amount }
card-when = When: { $when }
card-where = Where: { $where }
card-repeat = 🔁 Likely repeat: report No. { $count } of the same matter, earlier { $numbers } (alike: { $matched })
card-repeated = 🔁 Reported again since: { $numbers }
card-others = Other cases about the same person: { $numbers }
matched-person = person
matched-unit = unit
matched-number = figures
matched-words = what happened
card-material = Material: { $count ->
        [one] one message
       *[other] { $count } messages
    }{ $files ->
        [0] {""}
        [one] , one of them with a file
       *[other] , { $files } of them with files
    }
card-state = State: { $state }
card-outcome = Outcome: { $outcome }
card-insisted = ❗ Seems out of scope; the reporter chose to submit it
card-urgent = 🚨 The text speaks of a present danger of suicide, violence or flight. Please act now
card-withdrawal = ↩ The reporter wishes to withdraw (the handling goes on)
card-lower = Can be transferred to the lower office
card-talk = Talk: { $at }, { $place }, held by { $talker }
card-letter = Letter: { $number }, reply by { $due }
card-record = { $at } { $name }: { $act }
card-menu-change = Choose a route (a change needs a reason; lowering from serious needs a second officer):
card-menu-ends = Choose the outcome:
card-menu-recuse = Step aside from this case? You will not see it any more; the head decides.
mode-anonymous = anonymous
mode-real-name = real name

act-approve-talk = decided on a talk
act-approve-letter = decided on a letter inquiry
act-escalate = referred to the supervising leader
act-hold = put on hold pending verification
act-transfer = transferred
act-close = closed
act-ask = asked the reporter
act-answered = reporter answered
act-seal = sealed, to be sent up
act-propose = proposed a disposition
act-refuse-lowering = refused the lowering
act-confirm-verification = agreed to preliminary verification
act-send-back = sent back for a new disposition
act-arrange-talk = arranged the talk
act-talk-held = talk held
act-issue-letter = issued the letter
act-letter-delivered = letter delivered
act-reply-received = reply received
act-conclude = reported the outcome
act-again = talk or letter again
act-meeting = explained at the life meeting
act-raise = something serious came up, new disposition
act-reopen = new disposition
act-send-up = sent up

sealed-card =
    🔒 <b>Sealed case { $number }</b>
    Received: { $received }
    To be sent up by { $due } (Article 15 of the rules on reports and accusations)
    State: { $state }

    The content did not go to any group and was not analysed. Unsealing it leaves a record.
sealed-no-reader = 🔒 A sealed case is waiting, but no account has the role “{ $role }” yet. Please invite one soon with qingfeng officer invite: the term is only 5 working days.
case-no-reader = ⚠️ Nobody can handle case { $number } now: everybody who could see it is recused, or no account exists yet. Please find somebody who need not step aside, or ask the superior office.
urgent = 🚨 Case { $number } speaks of a present danger of suicide, violence or flight. Please look at the card now.
clock-reminder = ⏰ Case { $number }: { $clock } { $due }, { $days ->
    [1] one working day
   *[other] { $days } working days
    } left.
clock-today = ⏰ Case { $number }: { $clock } { $due }, today.
clock-overdue = 🔴 Case { $number }: { $clock } { $due }, overdue by { $days ->
    [1] one working day
   *[other] { $days } working days
    }.
clocks-moved = 📅 <b>The calendar of holidays is out; these dates were counted again</b>
clocks-moved-line = Case { $number }: { $clock } moved from { $was } to { $due }
digest =
    📋 <b>Deadlines, { $day }</b>
    Due today: { $today }
    Due within three working days: { $soon }
    Overdue: { $overdue }
    Waiting for approval: { $waiting }
digest-empty = 📋 { $day }: nothing due today or within three working days, nothing overdue, nothing waiting for approval.
digest-count = { $total } ({ $parts })
digest-clock = { $name }: { $count }
digest-folded = 📋 { $day }, folded: due { $today }, overdue { $overdue }, waiting for approval { $waiting }
serious-later = ⚠️ Case { $number } has new material that may be serious. Please read the full text; if so, press “Something serious came up” on the card.
dead-letter = ⚠️ An incoming message could not be processed and is kept as it is (inbox row { $row }). System administrator: please look with qingfeng inbox.
delivery-unknown = ⚠️ It is not known whether a message that may be sent only once arrived (outbox row { $row }). Please check and deal with it by hand.

full-text-head = 📄 <b>Case { $number }, full text</b> (this reading is on record)
full-text-part = <b>{ $at }{ $answer ->
    [1] {" "}· answer
   *[0] {""}
    }{ $version ->
    [0] {""}
   *[other] {" "}· version { $version }
    }{ $old ->
    [1] {" "}(since changed)
   *[0] {""}
    }</b>
full-text-file = 📎 { $name } ({ $kept })
file-pending = being fetched
file-stored = saved
file-failed = not fetched
material-file = File of case { $number } (photos without the information the camera added)
material-unreadable = The file { $name } of case { $number } cannot be freed of camera information, or is damaged, and was not sent. The original is kept encrypted.
reasons-head = <b>Case { $number }: why this is suggested</b>
reasons-none = There is nothing to base a suggestion on. Please read it yourself.
reasons-model = Read by: { $model }{ $spoke ->
    [both] {""}; rules and model agree on this
    [rules] {""}; this is what the rules say
    [classifier] {""}; this is what the model says, the rules see it otherwise
   *[unsaid] { "" }
 }. The machine only suggests; you decide.
dates-head = <b>Case { $number }: how the dates are counted</b>
dates-none = No deadline is running now.

form-way =
    Case { $number } → { $route }{ $lowering ->
        [1] . This lowers it from serious: a second officer must agree afterwards
       *[0] {""}
    }.
    Please write the reason:
form-return = Case { $number }: send back for a new disposition. Please write the reason:
form-raise = Case { $number }: what serious matter came up? One sentence, please. The present route stops and the case goes to the supervising leader:
form-ask = Case { $number }: what would you like to ask the reporter? They see exactly these words, so please do not write your name.
form-talker = Talk for case { $number }. ① Who holds it?
form-at = ② When? For example 12月4日 9:00
form-place = ③ Where?
form-addressee = Letter inquiry for case { $number }. ① To whom (name and post)?
form-questions = ② What should be explained? One question a line, in your own words, not copied from the report.
form-feedback = Case { $number }: please write the answer for the reporter. These very words will be seen:
form-identity = Case { $number }: why is the reporter’s identity needed? Another leader decides on your reason:
form-identity-done = Another leader has been asked. This request is on record.
identity-asked = 🔐 { $name } asks to see who reported case { $number }. Reason: { $reason }
identity-granted = 🔐 Case { $number }: { $name } has agreed that the identity may be seen.
identity-refused = 🔐 Case { $number }: { $name } has not agreed that the identity may be seen.
identity =
    🔐 <b>Reporter of case { $number }</b>
    Name: { $name }
    Contact: { $contact }

    For your eyes only, and on record. Delete this message after use and tell nobody (Article 47).
form-done = Done. The card is up to date.
talk-appointment =
    <b>Appointment for a talk (please pass it on in person)</b>
    Purpose: to learn about some matters
    Time: { $at }
    Place: { $place }
    Held by: { $talker }
    Company: { $companion }
talk-companion-any = a leader of the person’s Party committee or discipline office may come along
talk-appointment-note = The message above may be passed on in person (do not forward it, and do not mention a case). After the talk of case { $number }, please press “Talk held” on the card.
letter-document = { $number }: letter of inquiry. Please check it, have it sealed and deliver it. The reply date { $due } is counted as if delivered today; press “Delivered” on the card afterwards and it is counted again.
letter-template-broken = { $number } is numbered, but the office’s letter template is at fault and no file could be made: { $problem }. Please have the administrator mend the template, and fetch it again under “More… → Documents…”.

### Education

session-when = When? Please reply to this message, for example 12月4日 9:00
session-place = Where? Please reply to this message.
session-topic = What is it about? Please reply to this message.
session-announced =
    📅 <b>Integrity education</b>
    { $at }
    { $place }
    { $topic }
session-reminder =
    ⏰ <b>Reminder: integrity education in { $left }</b>
    { $at }
    { $place }
    { $topic }
left-days = { $n ->
        [one] one day
       *[other] { $n } days
    }
left-hours = { $n ->
        [one] one hour
       *[other] { $n } hours
    }
left-minutes = { $n ->
        [one] one minute
       *[other] { $n } minutes
    }

### The menu of commands

menu-start = Report something
menu-status = See the progress with a query code
menu-add = Add material with a query code
menu-withdraw = Say with a query code that you take it back
menu-cancel = Give up what is not submitted
menu-help = How this works
menu-language = 换语言 · Language
menu-cases = Open cases
menu-case = Card of one case
menu-relations = Declare whom you are related to
menu-session = Announce an education session
menu-bind = Make this the working group

### The evidence behind a proposal (qingfeng explain)

explain-title = the evidence behind a proposal
explain-severity = severity
explain-confidence = confidence
explain-discipline = discipline
explain-review = reading by an officer
explain-urgent = present danger
explain-redirect = where it belongs
explain-missing = still missing
explain-model = version of the reader
explain-spoke = who speaks
explain-spoke-both = rules and model agree
explain-spoke-rules = the rules
explain-spoke-classifier = the model; the rules see it otherwise
explain-message = the message
explain-reasons = reasons
explain-facts = facts
explain-number = no.
explain-words = words
explain-rule = rule
explain-article = article
explain-weight = weight
explain-fact = fact
explain-sum = { $yuan } yuan in all
explain-yes = needed
explain-no = not needed
explain-urgent-yes = yes, please act now
explain-urgent-no = none read
explain-nothing = none
explain-no-reasons = No reason that could be quoted was read; please read the whole text.
explain-unverified = article not yet checked
explain-why-unreadable = nothing could be read
explain-why-long = too long, only the first { $count } characters were read
explain-why-low = confidence below { $bar }
explain-why-doubt = rules and model do not quite agree, or something graver may be told
explain-legend-reason = a reason, numbered as in the table
explain-legend-fact = a fact
explain-hidden = Invisible characters in the message, not shown here: { $count }. Positions still count them.
explain-decides = The machine reads once and proposes; an officer decides. The confidence is that of the reading, not that the matter is true.
explain-tag-accused = accused
explain-tag-unit = unit
explain-tag-position = position
explain-tag-when = when
explain-tag-where = where
explain-tag-what = what
explain-tag-amount = amount

### 办案 · casework

role-oversight = case supervision
state-kept = repeat, kept on file
state-sent-down = sent to a lower office, not yet accepted
state-merged = merged
state-assigned = in hand, disposition to be proposed
state-talk-planned = plan of the talk waits for approval
state-reported = outcome waits for approval
state-spot-check = spot check
outcome-talk-again = talk again
outcome-letter-again = ask again by letter
outcome-verification = to preliminary verification
opinion-signed = the unit’s Party head signed an opinion
opinion-missing = no opinion signed
opinion-not-needed = the addressee is that head: not needed
scan-talk-record = record of the talk
scan-reply = reply to the letter
scan-receipt = receipt
scan-minutes = record of the discussion
scan-opinion = signed opinion
scan-self-examination = written self-examination
scan-other = another paper
button-assign = Assign…
button-reassign = Change handler…
button-escalate = To verification
button-more-acts = More…
button-send-down = To a lower office…
button-keep = Keep as a repeat…
button-merge = Merge…
button-split = Split…
button-hand-back = Hand back
button-discuss = Record the discussion…
button-aside = Somebody else steps aside…
button-plan-yes = Approve the plan
button-plan-no = Return the plan
button-record = Record of the talk…
button-opinion = Opinion on the reply…
button-given-on = Served on another day
button-replied-on = Reply came on another day
button-approve-outcome = Approve the outcome
button-return-report = Return the report
button-check-yes = Check holds, close
button-check-no = Check fails, decide anew
button-lower-yes = Lower office accepted
button-lower-no = Lower office returned it
button-meeting = Explained at the life meeting
button-reopen-closed = Reopen…
button-scan = File a scan…
button-papers = Documents…
error-assign-first = Please assign it first; the handler proposes what to do.
error-discuss-first = Please record the collective discussion first, then sign.
error-not-your-turn = It is the turn of { $seat } to sign.
error-record-first = Please enter the record of the talk, or file a scan of it, before the outcome.
error-opinion-first = Please enter whether the unit’s Party head signed an opinion on the reply, before the outcome.
error-two-talkers = At least { $least } people hold a talk; please write all names.
error-ends-before = It must end after it began.
error-time-ahead = That time has not come yet; please write one that has passed.
error-plan-past = The time in the plan has passed; please return it and fix another.
error-day = I could not read that date. Please write 2026-12-04, 12-04 or yesterday.
error-day-ahead = That day has not come yet; please write today or a day that has passed.
error-day-before = That day is before { $earliest }; please check.
error-no-answers = Nothing is recorded yet. Please write at least one pair: 问：… 答：…
error-question-answer = Please write 问：… 答：…, one pair a message; “end” when all is written.
error-scan-expected = Please send a photo or file (its caption says what it is); “end” when all are sent.
error-scan-kind = Only photos, PDF and Word files are filed here; recordings are kept elsewhere by the rules.
error-names-reporter = The letter holds something that tells who reported; it cannot go out (2020 rules, Art. 47). Please change it.
error-merge-itself = A case cannot be merged into itself; please give another number.
error-merge-over = { $number } is finished or merged itself; nothing can be merged into it.
toast-twice = You did this already; it was not done twice.
assigned-to-you = 📌 Case { $number } was assigned to you by { $by }.
assigned-told = 📌 Case { $number } was assigned to { $name } by { $by }.
recusal-asked =
    { $by ->
        [reporter] Case { $number }: the reporter asks that { $name } steps aside
       *[officer] Case { $number }: { $name } may have to step aside
    } ({ $reason }). { $name } does not see it any more; please decide:
recusal-granted = Case { $number }: { $name } steps aside.
recusal-refused = Case { $number }: { $name } need not step aside.
recusal-lifted = Case { $number }: the head decided that you need not step aside.
card-handler = Handler: { $name }
card-discussed = Discussed: { $record }
card-not-discussed = ❗ The collective discussion is not recorded yet
card-seats = Still to sign: { $seats }
card-merged = 🔗 Merged into this case: { $numbers }
card-merged-into = 🔗 Merged into { $number }, which goes on with it
card-scans = Scans: { $count }
card-asked = ❓ A question waits for the reporter’s answer
card-menu-assign = Choose who handles it:
card-menu-more = More acts:
card-menu-opinion = Did the unit’s Party head sign an opinion on the reply?
card-menu-aside = Who steps aside? (the head decides)
act-query = asked the reporter
act-assign = assigned
act-reassign = changed the handler
act-keep = kept as a repeat
act-send-down = sent to a lower office
act-lower-accepted = lower office accepted
act-lower-refused = lower office returned it
act-merge = merged
act-split = split
act-discuss = recorded the discussion
act-agree = agreed
act-plan-talk = planned the talk
act-approve-plan = approved the plan
act-return-plan = returned the plan
act-report = reported the outcome
act-return-report = returned the report
act-talk-again = talk again
act-letter-again = letter again
act-draw-check = accepted, drawn for a check
act-check-confirmed = check holds, closed
act-check-refuted = check fails
act-serious-cue = something serious came up, the path stops
form-down = Case { $number }: to which lower office? Please write its name and why:
form-keep = Case { $number }: which case does it repeat? Please write its number and why:
form-merge = Case { $number }: into which case? Please write its number, such as 2026-0098:
form-split = Case { $number }: a case of its own. Tell the other matter in your own words (who, what, when, where):
form-split-done = Case { $number } was opened; its card is in the working group.
form-discuss = Case { $number }: the collective discussion. Please write the date, who took part, and the opinion:
form-report = Case { $number }: proposed outcome “{ $outcome }”. Please write the report: what the talk or reply brought, what was checked, what you propose.
form-return-plan = Case { $number }: the plan goes back; please write why:
form-return-report = Case { $number }: the report goes back; please write what is still to be cleared up:
form-check-yes = Case { $number }: please write how the check went:
form-check-no = Case { $number }: what did the check find?
form-lower-no = Case { $number }: why did the lower office return it?
form-reopen = Case { $number }: why is it taken up again?
form-companion = ④ Who of the unit’s Party committee or inspection comes along? “none” if nobody
form-notes = ⑤ What is to be seen to: safety, health, confidentiality?
form-cc = ③ Which head of the unit’s Party organisation gets a copy? Name and post; “himself” if the addressee is that head; “none” if nobody
form-given-on = Case { $number }: on which day was it served? Such as 12-04 or yesterday
form-replied-on = Case { $number }: on which day did the reply come? Such as 12-04 or yesterday
form-talkers = Case { $number }, record of the talk. ① Who talked (two at least)?
form-began = ② When did it begin? Such as 11-27 9:00
form-ended = ③ When did it end?
form-answers = ④ Question and answer, one pair a message: 问：… 答：… Write “end” when all is written.
form-answer-kept = Pair { $count } is kept. Go on, or write “end”.
form-read-back = ⑤ Did the person read it or have it read, and agree? (yes/no)
form-signed = ⑥ Is every page signed? (yes/no)
form-scan = Case { $number }: please send photos or files; the caption says what it is. Write “end” when all are sent.
form-scan-kept = Filed: { $scan }. Send more, or write “end”.
talk-kinds = A talk that belongs to no case. Which kind?
talk-counts = Talks in { $year }: { $case } of cases, { $appointment } before an appointment, { $routine } with principal leaders.
button-talk-appointment = Before an appointment
button-talk-routine = With a principal leader
form-solo-person = ① With whom (name, unit, post)?
form-solo-talkers = ② Who talks? Several names with spaces
form-solo-at = ③ When? Such as 12-04 9:00; for one that was held, with the year: 2026-11-20 9:00
form-solo-place = ④ Where?
form-solo-done = Kept. /talks shows how many there were.
menu-talk = keep a talk that belongs to no case
menu-talks = how many talks this year
error-year = Please write a year, such as /talks 2026
citizen-recusal = Who should step aside, and why? Please write it; the head of the office decides. Your words are kept as confidential as your report.
citizen-recusal-kept = Received; the head of the office will decide. Until then no officer of the name you wrote sees your report.
button-ask-recusal = Somebody should step aside
recusal-wanted = Case { $number }: the reporter asks that somebody steps aside. Please read the full text (the last message) and decide with “Step aside → Somebody else steps aside”.
reporter-unreachable = Case { $number }: a message to the reporter did not arrive (the bot was stopped or the account is gone). With the query code and /status the reporter sees how it stands and an open question, not the words of an answer.
serious-stopped = ⚠️ Case { $number }: what was added may be serious. The talk or letter has stopped; a new disposition is to be proposed. Please read the full text.
button-clocks = Pause or extend a deadline…
button-clock-pause = Pause: { $clock }
button-clock-resume = Go on: { $clock }
button-clock-extend = Extend: { $clock }
card-menu-clocks = Which deadline? (a supervising leader agrees to pausing and extending)
form-pause = Case { $number }: why is “{ $clock }” paused?
form-resume = Case { $number }: why does “{ $clock }” go on?
form-extend = Case { $number }: until when is “{ $clock }” extended? Write its whole length (2mo, 20wd) or the last day (2027-01-15)
form-extend-why = Why is it extended?
form-clock-asked = The supervising leader was asked; the card changes when he agrees.
error-extend = I could not read that. Please write the whole length (20wd working days, 45d days, 2mo months) or the last day (2027-01-15).
clock-asked = Case { $number }: { $name } asks to { $change ->
        [pause] pause “{ $clock }”
       *[extend] extend “{ $clock }” to { $to }
    } ({ $reason }). Do you agree?
clock-granted = Case { $number }: agreed to { $change ->
        [pause] pause
       *[extend] extend
    } “{ $clock }”.
clock-refused = Case { $number }: refused to { $change ->
        [pause] pause
       *[extend] extend
    } “{ $clock }”.
talk-reminder = ⏰ Case { $number }: talk { $at }, { $place }.

### 文书和台账 · papers and registers

paper-registration = lead registration form
paper-disposition = disposition approval form
paper-inquiry = talk or letter approval form
paper-talk-plan = talk plan
paper-safety-plan = safety plan
paper-talk-notice = notice of the talk
paper-talk-record = record of the talk
paper-letter = letter of inquiry
paper-opinion = disposition opinion
paper-report = closing report
paper-acceptance = letter of acceptance
paper-meeting = note for the democratic life meeting
paper-handover = hand-over for preliminary verification
paper-contents = contents of the folder
button-pdf = As PDF
button-folder = Export the folder…
papers-menu =
    🗂 <b>Papers of case { $number }</b>
    Press one: the Word file is sent here, on record. What the software knows is filled in; the rest is left empty to write by hand. No paper holds the reporter's name or contact.
paper-document = Case { $number }: { $paper }. Please check it and fill in what is empty. For the office alone; delete this message after use.
paper-outward = Case { $number }: { $paper } (for the person concerned). Check, seal and serve it; it holds nothing of the tip.
paper-pdf = Case { $number }: { $paper } (PDF).
paper-pdf-failed = Case { $number }: the PDF of { $paper } could not be made; save it as PDF from Word.
error-paper-not-now = This paper makes no sense as the case stands. Press "Papers…" again.
error-no-pdf = LibreOffice is not installed on this machine: only Word files can be sent.
ledger = 📒 The register of leads of { $year }: { $count } cases. No word of a tip; sealed items and those you stepped aside from are not in it. Delete this message after use.
error-ledger = Not understood. Write /ledger 2026; with the names of the persons concerned: /ledger 2026 names
menu-ledger = Register of leads (leaders, supervision)
export-code =
    🗄 <b>Case { $number }: code for exporting the folder</b>
    <code>{ $code }</code>
    Hand this code to the administrator; it works once, within 24 hours:
    <code>qingfeng case export { $number }</code>
export-password =
    🔑 <b>Case { $number }: password of the archive</b>
    <code>{ $password }</code>
    You alone know it. Write it down and keep it apart from the archive, do not give it to the administrator, then delete this message.
export-done = 🗄 The folder of case { $number } was exported, { $count } files. SHA-256 of the archive: <code>{ $sha }</code>
error-export-sealed = A sealed item cannot be exported (rules on handling reports, Art. 15).
error-export-code = The export code is wrong, for another case, used, or older than 24 hours. The head can make a new one.
error-day-off = The office does not work on that day ({ $why }). Please choose another, such as { $better }.
as-proposed = as suggested ({ $articles })
