/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* What each row says, for each state of what it is made from. */

#include "label_cases.h"

#include <locale.h>

static const struct row_case {
    size_t row;
    const char *lines;
    const char *text;
} cases[] = {
    /* 1: collect */
    { 1, "dataset", "WE DO NOT KNOW." },
    { 1, "dataset|elements_list=@unknown|not_collected=@unknown",
      "WE DO NOT KNOW." },
    { 1, "dataset|elements_list=@none|not_collected=@none",
      "NOTHING.|We do not promise to leave anything out." },
    { 1, "dataset|elements_list=complete|not_collected=name",
      "NOTHING.|We do not collect: your name." },
    { 1, "element|1|words=Your name",
      "Your name.|What you can choose, what we leave out, "
      "anything else: WE DO NOT KNOW." },
    { 1,
      "dataset|elements_list=complete\n"
      "element|1|words=Your name|presence=always",
      "Your name.|We collect nothing else.|What we leave out: WE "
      "DO NOT KNOW." },
    { 1,
      "dataset|elements_list=@none\n"
      "element|1|words=Your name|presence=always",
      "Your name.|What we leave out, anything else: WE DO NOT "
      "KNOW." },
    { 1,
      "dataset|elements_list=more|not_collected=@none\n"
      "element|1|words=Your name.|presence=always\n"
      "element|2|words=your age|presence=optional\n"
      "element|3|words=your voice|presence=by-chance",
      "Your name.|Only if you want: your age.|By chance: your "
      "voice.|We do not promise to leave anything out.|Anything "
      "else: WE DO NOT KNOW." },
    { 1,
      "dataset|not_collected=name,religion|elements_list=complete\n"
      "element|1|words=Your name|presence=always|category=name",
      "Your name.|We do not collect: your religion.|We collect "
      "nothing else." },
    { 1,
      "dataset|not_collected=@na|elements_list=complete\n"
      "element|1|words=Your name|presence=always",
      "Your name.|We collect nothing else." },

    /* 2: about */
    { 2, "dataset", "WE DO NOT KNOW." },
    { 2,
      "dataset|subjects=pupil,staff|children=no|vulnerable=no|"
      "how_many=7",
      "Pupils and our staff. No children. About 7 people." },
    { 2,
      "dataset|subjects=pupil|children=yes|vulnerable=yes|"
      "how_many=@unknown\n"
      "element|1|words=Your marks|subjects=pupil",
      "Pupils. This can include children. They can find it hard to say no.|Your marks: only about "
      "pupils.|How many people: WE DO NOT KNOW." },

    { 2, "dataset|subjects=pupil|children=yes|ages=6 to 18|how_many=1200",
      "Pupils. This can include children. Age: 6 to 18. About 1200 people." },
    { 2,
      "dataset|subjects=pupil|children=yes|ages=@unknown|how_many=9\n"
      "element|1|words=The marks that you get|short=Your marks|"
      "subjects=pupil",
      "Pupils. This can include children. About 9 people.|Your marks: only "
      "about pupils.|What age: WE DO NOT KNOW." },

    /* 3: from */
    { 3, "dataset", "WE DO NOT KNOW." },
    { 3,
      "dataset|collected_how=@unknown\n"
      "element|1|words=x|collected_by=form",
      "A form you fill in." },
    { 3,
      "dataset|collected_how=You tell us\n"
      "element|1|words=x|collected_by=form",
      "You tell us." },
    { 3,
      "dataset|collected_how=You tell us|collected_where=@na|"
      "joined_with=@none\n"
      "element|1|words=x",
      "You tell us.|We join it with nothing else.|Which device "
      "or form collects what: WE DO NOT KNOW." },
    { 3,
      "dataset|joined_with=Tax lists\n"
      "element|1|words=A|collected_by=form\n"
      "element|2|words=B|collected_by=camera|origin=inferred",
      "A: a form you fill in.|B: cameras.|We work out or guess: "
      "B.|We join it with: Tax lists." },

    { 1, "element|1|words=Your age|presence=always|exactness=three groups",
      "Your age.|Your age, how exact: three groups.|What we leave out, "
      "anything else: WE DO NOT KNOW." },
    { 3,
      "dataset|sources_list=complete\nsource|1|words=From your phone|source_kind=sensor",
      "From your phone.|We get it from nowhere else." },
    { 3,
      "dataset|collected_how=We count phones\nsource|1|words=From your phone|source_kind=sensor",
      "We count phones.|Where else it is from: WE DO NOT KNOW." },
    { 3,
      "dataset|sources_list=more\nsource|1|words=From a firm|source_kind=data-broker|party=firm|bought=yes",
      "We BOUGHT it. From a firm (Acme Ltd).|Who first collected "
      "it, what it was for at first, how people were asked then, "
      "if people were told that we get it, where else it is from: "
      "WE DO NOT KNOW." },
    { 3,
      "dataset|sources_list=complete\n"
      "source|1|words=From Acme Ltd|source_kind=organisation|party=firm|bought=no|collected_by=board|first_purpose=pay|"
      "consent_then=@none|covers_us=no|deidentified_before=@none",
      "From Acme Ltd. First collected by: Data Board. At first it was used to "
      "pay our staff. People were not asked then. People were NOT told then "
      "that we get it. Names were not hidden before we got it. We did not pay "
      "for it.|We get it from nowhere else." },
    { 3,
      "dataset|sources_list=complete\n"
      "source|1|words=From another office|source_kind=organisation|bought=@unknown|collected_by=@na|first_purpose=@na|"
      "consent_then=On a form|covers_us=yes",
      "From another office. How people were asked then: On a "
      "form. People were told then that we get it.|We get it from "
      "nowhere else.|If we paid for it: WE DO NOT KNOW." },
    { 3,
      "dataset|sources_list=complete\n"
      "element|1|words=A|collected_by=form\nelement|2|words=B|collected_by=form\n"
      "source|1|words=From the register|source_kind=dataset|upstream=d0|elements=%/element/1",
      "A form you fill in.|From the register (A). We made it from "
      "our own data: Data.|We get it from nowhere else." },
    /* 4: why */
    { 4, "dataset", "WE DO NOT KNOW." },
    { 4, "dataset|uses_list=@none", "For NOTHING." },
    { 4, "dataset|uses_list=complete", "For NOTHING." },
    { 4,
      "dataset|uses_list=more|not_used_for=@none\n"
      "use|1|words=To plan",
      "To plan.|We do not promise to leave any other use out.|Other uses: WE DO NOT "
      "KNOW." },
    { 4,
      "dataset|uses_list=complete\n"
      "use|1|words=To plan|choice=always",
      "YES To plan. We use it for nothing else." },
    { 4,
      "dataset|uses_list=complete|recipients_list=@none\n"
      "use|1|words=To plan|choice=opt-out",
      "STOP To plan. For nothing else." },
    { 4,
      "dataset|uses_list=complete|"
      "not_used_for=advertising,crime,research\n"
      "use|1|words=To plan|choice=opt-in\n"
      "use|2|words=To study|choice=@unknown|purpose=research",
      "To study.|ASK To plan.|We use it for nothing else.|We do "
      "not use it to show ads or to stop and solve crime." },
    { 4,
      "dataset|uses_list=complete\n"
      "use|1|words=Past|until=2026-11-22\n"
      "use|2|words=To come|since=2026-11-24\n"
      "use|3|words=Now|since=2026-11-23|until=2026-11-23",
      "Now. We use it for nothing else." },

    { 4,
      "dataset|uses_list=more|not_used_for=@na\n"
      "use|0|words=A\nuse|1|words=B\nuse|2|words=C\nuse|3|words=D\n"
      "use|4|words=E\nuse|5|words=F\nuse|6|words=G\nuse|7|words=H\n"
      "use|8|words=I\nuse|9|words=J",
      "We know of 10 uses.|A.|B.|C.|D.|E.|F.|G.|H.|I.|J.|Other uses: WE DO "
      "NOT KNOW." },

    /* 5: allowed */
    { 5, "dataset", "WE DO NOT KNOW." },
    { 5,
      "use|1|words=To plan bus times|short=Bus times|basis=public-task|"
      "citation=Bus Act\n"
      "use|2|words=To find thieves|short=Theft|basis=@unknown",
      "Bus times: a public task that the law gives us: Bus Act.|Theft: WE DO "
      "NOT KNOW.|If we asked you first: WE DO NOT KNOW." },
    { 5, "use|1|words=A|basis=@unknown", "WE DO NOT KNOW." },
    { 5, "use|1|words=A|basis=legal-obligation",
      "A law that we must obey.|Which law or contract, if we "
      "asked you first: WE DO NOT KNOW." },
    { 5,
      "dataset|consents_list=@none\n"
      "use|1|words=A|basis=legal-obligation|citation=Bus Act",
      "A law that we must obey: Bus Act. We did not ask each "
      "person first." },
    { 5,
      "dataset|consents_list=complete\n"
      "use|1|words=A|basis=public-task|citation=@none\n"
      "use|2|words=B|basis=@unknown",
      "A: a public task that the law gives us.|B: WE DO NOT "
      "KNOW.|If we asked you first: WE DO NOT KNOW." },
    { 5,
      "use|1|words=A|basis=legitimate-interests|"
      "legitimate_interest=We must stop theft",
      "A need of ours or others, if your rights do not count "
      "more: We must stop theft.|If we asked you first: WE DO "
      "NOT KNOW." },
    { 5, "use|1|words=A|citation=Laws we obey.",
      "Laws we obey.|What kind of reason this is, if we asked "
      "you first: WE DO NOT KNOW." },
    { 5, "use|1|words=A|basis=consent",
      "Your yes.|Who must say yes: WE DO NOT KNOW." },
    { 5,
      "use|1|words=A|basis=consent\n"
      "consent|1|words=C|given_by=parent",
      "Your parent's yes." },
    { 5,
      "use|1|words=A|basis=explicit-consent\n"
      "consent|1|words=C|given_by=parent,person|"
      "all_must_agree=yes",
      "Your clear yes AND your parent's clear yes." },
    { 5,
      "use|1|words=A|basis=consent\n"
      "consent|1|words=C|given_by=parent,person|"
      "all_must_agree=no|consent_type=written-signature",
      "Your clear yes OR your parent's clear yes." },
    { 5,
      "use|1|words=A|basis=consent\n"
      "consent|1|words=C|given_by=community,person",
      "Your yes, a yes from: your community.|If each of them "
      "must say yes: WE DO NOT KNOW." },
    { 5,
      "dataset|subjects=pupil,staff\n"
      "use|1|words=A|subjects=pupil|basis=contract|citation=The "
      "rules",
      "Pupils: a contract with you: The rules.|Our staff: WE DO "
      "NOT KNOW.|If we asked you first: WE DO NOT KNOW." },
    { 5,
      "element|1|words=x|special_category=health,offences\n"
      "use|1|words=A|basis=vital-interests|"
      "special_condition=art-9-2-c",
      "To save your life or someone else's.|For your health: to "
      "save a life, when you are not able to say yes.|For crimes "
      "you are accused of or found guilty of: WE DO NOT KNOW.|If "
      "we asked you first: WE DO NOT KNOW." },
    { 5,
      "element|1|words=x|special_category=health\n"
      "use|1|words=A|basis=vital-interests|"
      "special_condition=@none",
      "To save your life or someone else's.|For your health: "
      "nothing more.|If we asked you first: WE DO NOT KNOW." },

    /* 6: refuse */
    { 6, "dataset", "WE DO NOT KNOW." },
    { 6,
      "dataset|participation=condition-of-service\n"
      "use|1|words=A|choice=always",
      "NO. You must take part to get the service." },
    { 6, "use|1|words=A|choice=opt-out",
      "YES.|If you must take part, how, what a no costs, how "
      "fast a no works: WE DO NOT KNOW." },
    { 6,
      "use|1|words=A|choice=opt-out|say_no_how=Call us|"
      "refusal_costs=nothing|effective_within=P1D",
      "YES. Call us. Nothing changes for you. A no works within "
      "1 day.|If you must take part: WE DO NOT KNOW." },
    { 6,
      "use|1|words=A|choice=opt-out|say_no_how=@none|"
      "refusal_costs=@na|effective_within=@na",
      "YES. There is no way to tell us no.|If you must take "
      "part: WE DO NOT KNOW." },
    { 6,
      "use|1|words=A|choice=opt-in|refusal_costs=another-way|"
      "another_way=Pay cash|effective_within=P2D\n"
      "consent|1|words=C|withdraw_how=Tell us|"
      "withdraw_until=@none|withdrawal_effect=We stop|"
      "valid_for=P1Y",
      "YES, at any time. Tell us. We stop. A yes holds for 1 "
      "year. Pay cash. A no works within 2 days.|If you must "
      "take part: WE DO NOT KNOW." },
    { 6,
      "use|1|words=A|choice=opt-out|say_no_how=Call\n"
      "use|2|words=B|choice=always|refusal_costs=penalty",
      "YES, in part.|A: YES.|B: NO.|Call.|B: You can be "
      "punished.|A (what a no costs): WE DO NOT KNOW.|If you must "
      "take part, how fast a no works: WE DO NOT KNOW." },
    { 6,
      "use|1|words=A|choice=always\n"
      "use|2|words=B",
      "A: NO.|B: WE DO NOT KNOW.|If you must take part, how, "
      "what a no costs, how fast a no works: WE DO NOT KNOW." },
    { 6,
      "use|1|words=A|choice=opt-in\n"
      "consent|1|words=C|given_by=person,parent",
      "YES.|If you must take part, how, what a no does to data "
      "we have, what a no costs, how fast a no works, if one "
      "says yes and one says no: WE DO NOT KNOW." },
    { 6,
      "use|1|words=A|choice=opt-out|refusal_costs=service|"
      "refusal_words=No bus",
      "YES. No bus.|If you must take part, how, how fast a no "
      "works: WE DO NOT KNOW." },

    { 6,
      "dataset|participation=voluntary\n"
      "use|1|words=A|choice=opt-in|say_no_how=Call|refusal_costs=nothing|"
      "effective_within=P1D\n"
      "consent|1|words=C|given_by=person,parent|all_must_agree=yes|"
      "if_they_differ=@unknown|withdrawal_effect=We stop",
      "YES. You choose if you take part. Call. We stop. Nothing changes for "
      "you. A no works within 1 day.|If one says yes and one says no: WE DO "
      "NOT KNOW." },
    { 6,
      "dataset|participation=voluntary\n"
      "use|1|words=A|choice=opt-in|say_no_how=Call|refusal_costs=nothing|"
      "effective_within=P1D\n"
      "consent|1|words=C|given_by=person,parent|all_must_agree=yes|"
      "if_they_differ=We do not do it|withdrawal_effect=We stop",
      "YES. You choose if you take part. Call. We stop. If one says yes and "
      "one says no: We do not do it. Nothing changes for you. A no works "
      "within 1 day." },

    /* 7: shared */
    { 7, "dataset", "WE DO NOT KNOW." },
    { 7,
      "dataset|recipients_list=complete|not_given_to=@na\n"
      "element|1|words=A code of your phone|short=Codes\n"
      "element|2|words=How many phones there were|short=Totals\n"
      "recipient|1|words=Everyone|category=public|choice=always|country=@na|"
      "elements=%/element/2",
      "Codes: NO ONE|Everyone: YES (Totals)|We give it to no one else." },
    { 7,
      "dataset|recipients_list=complete|not_given_to=@na\n"
      "element|1|words=A\nelement|2|words=B\n"
      "recipient|1|words=Everyone|category=public|choice=always|country=@na|"
      "elements=%/element/2\n"
      "recipient|2|words=P|choice=always|country=@na|elements=@unknown",
      "Everyone: YES (B)|P: YES|We give it to no one else.|What each one "
      "gets: WE DO NOT KNOW." },
    { 7,
      "dataset|recipients_list=complete|stored_by=firm|not_given_to=@na\n"
      "element|1|words=A\nelement|2|words=B\n"
      "recipient|1|words=P|choice=always|country=@na|elements=%/element/2",
      "P: YES (B)|Acme Ltd: keeps it for us|We give it to no one else." },
    { 7,
      "dataset|recipients_list=complete|not_given_to=@na\n"
      "element|1|words=Your name\nelement|2|words=Your photo\n"
      "recipient|1|words=Aid groups|party=firm|choice=always|country=@na|"
      "elements=%/element/1\n"
      "recipient|2|words=The state|choice=always|country=@na|"
      "elements=%/element/2\n"
      "recipient|3|words=Aid groups|party=firm|choice=opt-in|country=@na|"
      "elements=%/element/2",
      "Aid groups (Acme Ltd): YES (Your name); ASK (Your photo)|The state: "
      "YES (Your photo)|We give it to no one else." },
    { 7, "dataset|recipients_list=@none", "NO ONE." },
    { 7, "dataset|recipients_list=complete", "NO ONE." },
    { 7, "dataset|recipients_list=more", "WE DO NOT KNOW." },
    { 7, "dataset|recipients_list=@none|stored_by=firm",
      "Acme Ltd: keeps it for us|We give it to no one else." },
    { 7, "dataset|recipients_list=@none|stored_by=us", "NO ONE." },
    { 7, "dataset|recipients_list=@none|not_given_to=police",
      "NO ONE.|NOT given to: the police." },
    { 7, "dataset|recipients_list=@unknown|not_given_to=police",
      "WE DO NOT KNOW.|We do not give it to: the police. WE "
      "CANNOT PROMISE that others will not." },
    { 7,
      "dataset|recipients_list=complete|"
      "not_given_to=police,advertiser\n"
      "recipient|1|words=Police|category=police|choice=always|"
      "elements=@unknown|onward=forbidden|condition=with a court "
      "order|country=IE",
      "Police: YES, with a court order|We give it to no one "
      "else.|NOT given to: ad companies.|What each one gets: WE "
      "DO NOT KNOW." },
    { 7,
      "dataset|recipients_list=complete|not_given_to=police\n"
      "recipient|1|words=A firm|party=firm|choice=opt-out|"
      "onward=allowed|country=US|elements=@unknown|safeguards=A "
      "contract|safeguards_copy=Ask us",
      "A firm (Acme Ltd): STOP, country: United States|We give it "
      "to no one else.|A firm, what guards it there: A contract. "
      "To read those rules: Ask us.|We do not give it to: the "
      "police. WE CANNOT PROMISE that others will not.|What each "
      "one gets: WE DO NOT KNOW." },
    { 7,
      "dataset|recipients_list=@none\n"
      "recipient|1|words=A firm|condition=by contract|country=IE",
      "A firm: ONLY by contract|Anyone else, what each one gets: "
      "WE DO NOT KNOW." },
    { 7,
      "element|1|words=X\n"
      "element|2|words=Y\n"
      "recipient|1|words=A firm|choice=always|country=IE|"
      "elements=%/element/2|until=2027-01-01|since=2026-12-01",
      "A firm: YES (Y), from 1 December 2026, until 1 January "
      "2027|Anyone else: WE DO NOT KNOW." },
    { 7, "dataset|not_given_to=@none|recipients_list=@none",
      "NO ONE.|We do not promise to keep it from anyone." },

    /* 8: onward */
    { 8, "dataset", "Passing it on, if we sell it: WE DO NOT KNOW." },
    { 8, "dataset|recipients_list=@none|sold=no",
      "No one else has it.|It is not sold." },
    { 8, "dataset|recipients_list=complete|sold=no",
      "No one else has it.|It is not sold." },
    { 8, "dataset|sold=no",
      "We do not sell it. WE CANNOT PROMISE that others do not.|"
      "Passing it on: WE DO NOT KNOW." },
    { 8, "dataset|sold=yes|recipients_list=@none",
      "No one else has it.|We SELL it." },
    { 8,
      "dataset|sold=no|recipients_list=complete\n"
      "recipient|1|words=P|onward=forbidden|sale=no",
      "NO, they must not pass it on or sell it.|"
      "It is not sold." },
    { 8,
      "dataset|sold=no|recipients_list=more\n"
      "recipient|1|words=P|onward=forbidden|sale=no",
      "NO, they must not pass it on or sell it.|"
      "We do not sell it. WE CANNOT PROMISE that they do not." },
    { 8,
      "dataset|sold=no|recipients_list=complete\n"
      "recipient|1|words=P|onward=forbidden",
      "NO, they must not pass it on.|We do not sell it. WE "
      "CANNOT PROMISE that they do not.|Selling it: WE DO NOT "
      "KNOW." },
    { 8,
      "dataset|sold=no|recipients_list=complete\n"
      "recipient|1|words=P|onward=with-permission|sale=no",
      "They can pass it on only if we agree. They must not sell it.|WE CANNOT "
      "PROMISE who gets it after them.|We do not sell it. WE CANNOT PROMISE "
      "that they do not." },
    { 8,
      "dataset|sold=no|recipients_list=complete\n"
      "recipient|1|words=P|onward=forbidden|sale=no\n"
      "recipient|2|words=Q|onward=allowed|sale=yes",
      "P: NO, they must not pass it on or sell it.|Q: YES, they can pass it "
      "on and sell it.|WE CANNOT PROMISE who gets it after them.|We do not "
      "sell it. WE CANNOT PROMISE that they do not." },
    { 8,
      "dataset|sold=@unknown|recipients_list=complete\n"
      "recipient|1|words=P|onward=@unknown|sale=@unknown",
      "WE CANNOT PROMISE who gets it after them.|Passing it on, "
      "selling it, if we sell it: WE DO NOT KNOW." },
    { 8,
      "dataset|sold=no|recipients_list=complete|stored_by=firm\n"
      "recipient|1|words=P|onward=forbidden|sale=no",
      "P: NO, they must not pass it on or sell it.|Acme Ltd (passing it on): "
      "WE DO NOT KNOW.|WE CANNOT PROMISE who gets it after them.|We do not "
      "sell it. WE CANNOT PROMISE that they do not.|Selling it: WE DO NOT "
      "KNOW." },
    { 8,
      "dataset|sold=no|recipients_list=complete|stored_by=firm\n"
      "recipient|1|words=P|party=firm|onward=forbidden|sale=no",
      "NO, they must not pass it on or sell it.|"
      "It is not sold." },

    { 8,
      "dataset|sold=no|recipients_list=complete\n"
      "element|1|words=A|short=Codes\nelement|2|words=B|short=Totals\n"
      "recipient|1|words=Everyone|category=public|elements=%/element/2|"
      "onward=allowed|sale=yes",
      "Codes: No one else has it.|Everyone: YES, they can pass it on "
      "and sell it.|We do not sell it. WE CANNOT PROMISE "
      "that they do not." },
    { 8,
      "dataset|sold=no|recipients_list=complete\n"
      "recipient|1|words=P|onward=forbidden|sale=no|onward_words=The "
      "contract bans it",
      "NO, they must not pass it on or sell it. The contract bans it.|It is not sold." },

    /* 9: kept */
    { 9, "dataset", "How long, in which country: WE DO NOT KNOW." },
    { 9, "dataset|stored_where=IE",
      "Kept in: this country.|How long: WE DO NOT KNOW." },
    { 9, "dataset|stored_where=IE,FR|stored_by=us,firm",
      "Kept in: this country and France.|On the computers of: "
      "Acme Ltd and Our office.|How long: WE DO NOT KNOW." },
    { 9, "dataset|stored_where=@unknown",
      "How long, in which country: WE DO NOT KNOW." },

    { 9,
      "element|1|words=A\nretention|1|elements=@na|period=P1D|counted_from=collection|action=delete|followed=yes",
      "1 day after we collect it. We delete it.|In which country: "
      "WE DO NOT KNOW." },
    { 9,
      "element|1|words=A\nelement|2|words=B\nretention|1|elements=%/element/1|period=P1Y6M|counted_from=last-contact|action=anonymise|followed=yes|latest_date=2030-01-31",
      "A: 1 year and 6 months after we last hear from you. Until "
      "31 January 2030 at the latest. We change it so that it "
      "should not point to you.|B (how long): WE DO NOT KNOW.|In "
      "which country: WE DO NOT KNOW." },
    { 9,
      "element|1|words=A\nretention|1|elements=@na|period=@none|criteria=As long as necessary|action=delete|followed=yes",
      "Our rules give no time. Then we delete it.|How long, in which country: WE DO NOT KNOW." },
    { 9,
      "element|1|words=A\nretention|1|elements=@na|period=@none|criteria=Until you leave the school|action=delete|followed=no",
      "Until you leave the school. We delete it. We do NOT keep "
      "to this.|In which country: WE DO NOT KNOW." },
    { 9, "element|1|words=A\nretention|1|period=P2Y",
      "A part of it: 2 years.|How long, in which country, from "
      "when the time counts, what happens then, if we keep to "
      "this: WE DO NOT KNOW." },
    { 9,
      "retention|1|elements=@na|period=P2Y|counted_from=date|counted_from_date=2026-01-01|action=review|followed=yes|hold=yes",
      "2 years, from 1 January 2026 on. We check if we still need "
      "it. For now it is NOT deleted.|In which country: WE DO NOT "
      "KNOW." },
    { 9,
      "element|1|words=A\nretention|1|elements=@na|period=P0D|counted_from=collection|action=delete|followed=yes",
      "It is used once and then dropped.|In which country: WE DO "
      "NOT KNOW." },
    { 9,
      "element|1|words=A\nretention|1|elements=@na|latest_date=2027-03-01|action=return|followed=@unknown",
      "Until 1 March 2027 at the latest. We give it back.|In "
      "which country, if we keep to this: WE DO NOT KNOW." },
    { 9,
      "dataset|stored_where=IE\nelement|1|words=A\n"
      "retention|1|elements=@na|period=P2Y|counted_from=collection|"
      "criteria=until you leave|action=delete|followed=yes|"
      "latest_date=@unknown",
      "Until you leave. At most 2 years. We delete it.|Kept in: this country."
      "|How long at most: WE DO NOT KNOW." },
    { 9,
      "dataset|stored_where=IE\nelement|1|words=A\n"
      "retention|1|elements=@na|period=P2Y|counted_from=year-end|"
      "action=delete|followed=yes",
      "2 years after the year ends. For this year: until 31 December 2028. We "
      "delete it.|Kept in: this country." },
    /* 10: safe */
    { 10, "dataset", "WE DO NOT KNOW." },
    { 10, "element|1|words=A|protection=@unknown", "WE DO NOT KNOW." },
    { 10, "element|1|words=A|protection=@none",
      "NOTHING protects it.|Who can open it: WE DO NOT KNOW." },
    { 10,
      "element|1|words=A|protection=encrypted,logged\n"
      "element|2|words=B|protection=encrypted,logged",
      "Locked with a code. We record who looks at it.|Who can "
      "open it: WE DO NOT KNOW." },
    { 10,
      "element|1|words=A|protection=encrypted\n"
      "element|2|words=B\n"
      "element|3|words=C|protection=encrypted",
      "B: WE DO NOT KNOW.|The rest: locked with a code.|Who can "
      "open it: WE DO NOT KNOW." },

    { 10,
      "dataset|measures_list=complete\nmeasure|1|words=Four people can open it|safeguard=access-control|verified_on=@none",
      "Four people can open it. No one has checked if this works." },
    { 10,
      "dataset\nmeasure|1|words=It is locked|safeguard=encryption-at-rest|verified_on=2026-05-01",
      "It is locked. Last checked: 1 May 2026.|Who can open it: "
      "WE DO NOT KNOW." },
    { 10, "dataset|measures_list=@none", "We do NOTHING to keep it safe." },
    { 10, "dataset|measures_list=@none\nelement|1|words=A|protection=encrypted",
      "Locked with a code.|We do nothing more to keep it safe." },
    { 10,
      "element|1|words=A|protection=encrypted\nmeasure|1|words=Staff are trained|safeguard=training",
      "Staff are trained.|Locked with a code.|Who can open it: WE "
      "DO NOT KNOW." },
    { 10,
      "dataset|measures_list=@none\n"
      "element|1|words=A",
      "WE DO NOT KNOW.|We do nothing more to keep it safe." },
    /* 11: findable */
    { 11, "dataset", "WE DO NOT KNOW." },
    { 11, "element|1|words=A", "WE DO NOT KNOW." },
    { 11, "element|1|words=A|findable=names-you", "YES, it has your name." },
    { 11,
      "element|1|words=A|findable=names-you|findable_why=It "
      "shows your face",
      "YES. It shows your face." },
    { 11, "element|1|words=A|findable=very-hard",
      "VERY HARD.|By whom, if anyone has measured this: WE DO "
      "NOT KNOW." },
    { 11,
      "element|1|words=A|findable=very-hard|findable_by=someone "
      "with the key|findable_method=@none|pseudonym_lasts=P1D",
      "VERY HARD, by someone with the key. Your code lasts 1 day.|No one has "
      "measured this." },
    { 11,
      "element|1|words=A|findable=hard|findable_by=a neighbour|"
      "findable_method=k of 10|findable_on=2026-05-14",
      "HARD, by a neighbour.|Measured on 14 May 2026." },
    { 11, "element|1|words=A|findable=@na",
      "We SAY that it is about no single person.|If anyone has "
      "measured this: WE DO NOT KNOW." },

    { 11,
      "element|1|words=A|findable=hard|findable_by=staff|findable_method=@none\nscan|1|method=M|scanned_on=2026-02-01|k=1\nscan|2|method=M|scanned_on=2026-01-01|k=9",
      "HARD, by staff.|No one has measured this.|In a test on 1 "
      "February 2026, single people could be picked out." },
    { 11,
      "element|1|words=A|findable=names-you\nscan|1|method=M|scanned_on=2026-02-01|k=12\nclaim|c11|about=%/element/1|words=No one can turn it back|said_by=firm|our_answer=We know of no test of this",
      "YES, it has your name.|In a test on 1 February 2026, at "
      "least 12 people always looked the same.|Acme Ltd SAYS: No "
      "one can turn it back. We say: We know of no test of this." },
    { 12, "dataset|harm=You could be fined|group_harm=People of one street",
      "You could be fined.|It could hurt a whole group: People of "
      "one street." },
    { 11,
      "element|1|words=A|findable=names-you|findable_by=the school|"
      "findable_why=the code names you|findable_outside=hard",
      "YES, by the school. The code names you. For someone outside: HARD." },
    { 11,
      "element|1|words=A|findable=names-you|findable_by=the school|"
      "findable_outside=@unknown",
      "YES, by the school.|For someone outside: WE DO NOT KNOW." },
    /* 12: harm */
    { 12, "dataset", "WE DO NOT KNOW." },
    { 12, "dataset|harm=@unknown", "WE DO NOT KNOW." },
    { 12, "dataset|harm=@none", "We know of no harm." },
    { 12, "dataset|harm=You could be fined", "You could be fined." },

    /* 13: decides */
    { 13, "dataset", "WE DO NOT KNOW." },
    { 13,
      "dataset|uses_list=complete\n"
      "use|1|words=A|decides=no",
      "NO. We make no choice about you with this data. WE CANNOT "
      "PROMISE that others do not." },
    { 13,
      "dataset|uses_list=complete|recipients_list=@none\n"
      "use|1|words=A|decides=no",
      "NO. No person or computer makes a choice about you with "
      "this data." },
    /* What everyone can read, and no one can be found in, opens nothing. */
    { 13,
      "dataset|uses_list=complete|recipients_list=complete\n"
      "element|1|words=A|findable=very-hard|findable_method=k of 10|"
      "findable_on=2026-05-14\n"
      "use|1|words=A|decides=no\n"
      "recipient|1|words=Everyone|category=public|elements=%/element/1|"
      "onward=allowed",
      "NO. No person or computer makes a choice about you with this data." },
    { 13,
      "dataset|uses_list=complete|recipients_list=complete\n"
      "element|1|words=A|findable=very-hard|findable_method=@none|"
      "findable_on=2026-05-14\n"
      "use|1|words=A|decides=no\n"
      "recipient|1|words=Everyone|category=public|elements=%/element/1|"
      "onward=allowed",
      "NO. We make no choice about you with this data. WE CANNOT PROMISE that "
      "others do not." },
    { 13, "use|1|words=A|decides=no",
      "NO, not in the uses named in row 4.|Other uses: WE DO NOT "
      "KNOW." },
    { 13, "use|1|words=A|decides=@unknown|consequences=Fines",
      "YES. Fines.|By a computer alone: WE DO NOT KNOW." },
    { 13, "use|1|words=A|decides=alone",
      "YES. A computer decides alone.|How it decides, what "
      "follows for you, how to reach a person: WE DO NOT KNOW." },
    { 13,
      "use|1|words=A|decides=alone|logic=It adds up|consequences=You wait|"
      "human=Call us|profiling=yes",
      "YES. A computer decides alone. It adds up. You wait. It is "
      "used to judge you, or to guess what you will do. To reach "
      "a person: Call us." },
    { 13,
      "use|1|words=A|decides=alone|logic=It adds|consequences=@none|"
      "human=@none",
      "YES. A computer decides alone. It adds. Nothing follows "
      "for you. You cannot reach a person." },
    { 13, "use|1|words=A|decides=no|profiling=yes",
      "NO. It is used to judge you, or to guess what you will do." },
    { 13,
      "use|1|words=A|decides=helps|logic=It sorts|"
      "consequences=@none\n"
      "use|2|words=B|decides=no",
      "YES, in part.|A: YES. It helps a person decide. It "
      "sorts. Nothing follows for you.|B: NO." },
    { 13, "use|1|words=A", "WE DO NOT KNOW." },

    /* 14: rights */
    { 14, "dataset|controller=firm", "WE DO NOT KNOW." },
    { 14, "dataset",
      "Our office, 555-0142.|How to see it, how to fix it, how "
      "to delete it, days to answer, where to complain: WE DO "
      "NOT KNOW." },
    { 14,
      "dataset|how_to_see=Ask|how_to_fix=Ask|how_to_delete=@none|"
      "answer_within=P30D|complain_to=board",
      "Our office, 555-0142.|See and fix: Ask.|Delete: you "
      "cannot.|We answer within 30 days.|Complain to: Data "
      "Board, 555-0199." },
    { 14,
      "dataset|controller=@unknown|answer_within=@none|"
      "complain_to=@none",
      "We promise no time to answer.|There is no one to complain "
      "to.|Whom to ask, how to see it, how to fix it, how to "
      "delete it: WE DO NOT KNOW." },
    { 14, "dataset|joint_controllers=firm",
      "Our office, 555-0142.|Who is responsible for what, how to "
      "see it, how to fix it, how to delete it, days to answer, "
      "where to complain: WE DO NOT KNOW." },
    { 14,
      "dataset|controller=firm|data_protection_officer=board|"
      "how_to_see=@na",
      "Acme Ltd.|Or ask: Data Board, "
      "555-0199.|How to fix it, how to delete it, days to "
      "answer, where to complain: WE DO NOT KNOW." },

    { 14,
      "dataset|how_to_see=Ask|how_to_fix=Ask|how_to_delete=Ask|how_to_stop=Ask|how_to_take=@none|answer_within=P30D|complain_to=board",
      "Our office, 555-0142.|See, fix, delete and stop or limit: "
      "Ask.|Take it with you: you cannot.|We answer within 30 "
      "days.|Complain to: Data Board, 555-0199." },
    { 15,
      "dataset\nclaim|c15|about=%|words=Names were given away|our_answer=@none",
      "NOT CHECKED.|Somebody SAYS: Names were given away. We have "
      "not answered that." },
    { 8,
      "recipient|1|words=The state|onward=allowed|sale=no|choice=always\nclaim|c8|about=%/recipient/1|words=It was passed on|said_by=board",
      "YES, they can pass it on. They must not sell it.|WE CANNOT PROMISE who "
      "gets it after them.|Data Board SAYS: It was passed on.|If we sell it: "
      "WE DO NOT KNOW." },
    { 6,
      "dataset|participation=required-by-law|required_by=City Act, section 3\nuse|1|words=A|choice=always",
      "NO. The law says you must take part. What says so: City "
      "Act, section 3." },
    { 14,
      "dataset|how_to_see=@na|how_to_fix=@na|how_to_delete=@na|"
      "answer_within=P30D|complain_to=board|complaint_effect=It does not "
      "affect your help",
      "Our office, 555-0142.|We answer within 30 days.|Complain to: Data "
      "Board, 555-0199. It does not affect your help." },
    { 14,
      "dataset|how_to_see=@na|how_to_fix=@na|how_to_delete=@na|"
      "answer_within=P30D|complain_to=board|complaint_effect=@unknown",
      "Our office, 555-0142.|We answer within 30 days.|Complain to: Data "
      "Board, 555-0199.|What follows if you complain: WE DO NOT KNOW." },
    /* 15: checked */
    { 15, "dataset", "NOT CHECKED." },
    { 15, "dataset|checked_by=@none|checked_on=@none", "NOT CHECKED." },
    { 15, "dataset|checked_by=@unknown", "WE DO NOT KNOW." },
    { 15,
      "dataset|checked_by=board|checked_on=2026-05-14|"
      "check_result=pass|next_check=2027-05-31",
      "Data Board, 14 May 2026. The check found no problem. Next "
      "check: 31 May 2027." },
    { 15,
      "dataset|checked_by=board|checked_on=2026-05-14|"
      "check_result=fail|next_check=2026-11-22",
      "Data Board, 14 May 2026. The check found big problems. "
      "CHECK OVERDUE since 22 November 2026." },
    { 15, "dataset|checked_on=2026-11-24|next_check=2026-11-24",
      "NOT CHECKED. Next check: 24 November 2026." },
    { 15, "dataset|checked_on=2026-05-14|next_check=@none",
      "14 May 2026. No next check is planned.|By whom, what the "
      "check found: WE DO NOT KNOW." },
    { 15, "dataset|checked_by=board", "NOT CHECKED." },
    { 15,
      "dataset\n"
      "notice|sign|title=A sign|datasets=%",
      "NOT CHECKED.|What we tell people: A sign." },
    { 15,
      "dataset\n"
      "label|l1|datasets=%|label_state=replaced|issued_on=2026-01-01|"
      "changes=We deleted the names\n"
      "label|l2|datasets=%|label_state=issued|issued_on=2026-02-01|"
      "changes=We delete codes each night\n"
      "label|l3|datasets=%|label_state=issued|issued_on=2027-02-01|"
      "changes=Not yet\n"
      "label|l4|datasets=%|label_state=draft|changes=A draft",
      "NOT CHECKED.|New on 1 February 2026: We delete codes each "
      "night." },
    { 15,
      "dataset\n"
      "notice|form15|title=A form|datasets=%\n"
      "consent|1|words=C|notice=form15\n"
      "label|l5|datasets=%|label_state=replaced|label_version=2|"
      "issued_on=2026-01-01\n"
      "label|l6|datasets=%|label_state=issued|label_version=3|"
      "issued_on=2026-02-01|changes=We delete codes each night",
      "NOT CHECKED.|Since version 2: We delete codes each night.|What you get "
      "before you choose: A form." },
};

enum { CASES = sizeof cases / sizeof *cases };

static void rows_say_what_is_stated(void **state)
{
    struct store *s = cases_begin();
    size_t wrong = 0;

    (void)state;
    for (size_t i = 0; i < CASES; i++) {
        char *ref = xasprintf("d%zu", i);

        put_lines(s, ref, cases[i].lines);
        free(ref);
    }
    cases_end(s);
    for (size_t i = 0; i < CASES; i++) {
        char *ref = xasprintf("d%zu", i);
        struct label *l = label_of(s, ref, NULL);
        char *text = answers_text(&l->rows[cases[i].row - 1]);

        if (strcmp(text, cases[i].text) != 0) {
            print_error("row %zu of %s\n  says     %s\n  expected %s\n",
                        cases[i].row, cases[i].lines, text, cases[i].text);
            wrong++;
        }
        free(text);
        label_free(l);
        free(ref);
    }
    assert_int_equal(wrong, 0);
    register_free(s);
}

/* --- the chain, in all states -------------------------------------------- */

static const char *const lists[] = { "", "@unknown", "@none", "complete",
                                     "more" };
static const char *const yesno[] = { "", "@unknown", "yes", "no" };
static const char *const onward[] = { "", "@unknown", "allowed",
                                      "with-permission", "forbidden" };

enum { LISTS = 5, YESNO = 4, ONWARD = 6 };

/* One place in the space of states. */
struct chain {
    const char *list;
    const char *sold;
    const char *onward; /* NULL: there is no recipient                     */
    const char *sale;
};

static struct chain chain_at(size_t i)
{
    struct chain c = { .list = lists[i % LISTS] };

    i /= LISTS;
    c.sold = yesno[i % YESNO];
    i /= YESNO;
    c.sale = yesno[i % YESNO];
    i /= YESNO;
    c.onward = i % ONWARD ? onward[i % ONWARD - 1] : NULL;
    return c;
}

enum { CHAINS = LISTS * YESNO * YESNO * ONWARD };

static void put_chain(struct store *s, size_t i)
{
    struct chain c = chain_at(i);
    char *ref = xasprintf("d%zu", i);
    char *lines =
        xasprintf("dataset|recipients_list=%s|sold=%s|uses_list=complete|"
                  "not_given_to=police\nuse|1|words=To plan|decides=no",
                  c.list, c.sold);

    put_lines(s, ref, lines);
    free(lines);
    if (c.onward) {
        lines = xasprintf("recipient|1|words=A firm|onward=%s|sale=%s",
                          c.onward, c.sale);
        put_line(s, ref, lines);
        free(lines);
    }
    free(ref);
}

static bool is(const char *a, const char *b)
{
    return strcmp(a, b) == 0;
}

/* The text of the label on one line, to look for sentences. */
static char *whole_text(const struct label *l)
{
    struct buf b = BUF_INIT;

    for (size_t i = 0; i < LABEL_ROWS; i++) {
        char *row = answers_text(&l->rows[i]);

        buf_addf(&b, "%s\n", row);
        free(row);
    }
    return buf_detach(&b);
}

static void check_chain(struct store *s, size_t i)
{
    struct chain c = chain_at(i);
    bool stated = is(c.list, "complete") || (is(c.list, "@none") && !c.onward);
    bool closed = stated && (!c.onward || is(c.onward, "forbidden"));
    bool no_sale =
        closed && is(c.sold, "no") && (!c.onward || is(c.sale, "no"));
    const struct {
        const char *sentence;
        bool expected;
    } sentences[] = {
        { "NO ONE.", stated && !c.onward },
        { "No one else has it.", stated && !c.onward },
        { "It is not sold.", no_sale },
        { "We do not sell it. WE CANNOT PROMISE",
          is(c.sold, "no") && !no_sale },
        { "We SELL it.", is(c.sold, "yes") },
        { "who gets it after them.", c.onward && !is(c.onward, "forbidden") },
        { "NOT given to: the police.", closed },
        { "WE CANNOT PROMISE that others will not.", !closed },
        { "For nothing else.", closed },
        { "NO. No person or computer", closed },
    };
    char *ref = xasprintf("d%zu", i), *text;
    struct label *l = label_of(s, ref, NULL);

    text = whole_text(l);
    for (size_t k = 0; k < sizeof sentences / sizeof *sentences; k++)
        if (!strstr(text, sentences[k].sentence) == sentences[k].expected)
            fail_msg("list '%s' sold '%s' onward '%s' sale '%s': '%s'", c.list,
                     c.sold, c.onward ? c.onward : "-", c.sale,
                     sentences[k].sentence);
    free(text);
    label_free(l);
    free(ref);
}

static void a_no_holds_for_the_whole_chain(void **state)
{
    struct store *s = cases_begin();

    (void)state;
    for (size_t i = 0; i < CHAINS; i++)
        put_chain(s, i);
    cases_end(s);
    for (size_t i = 0; i < CHAINS; i++)
        check_chain(s, i);
    register_free(s);
}

/* --- in short ------------------------------------------------------------ */

static const struct {
    const char *lines;
    const char *text;
} briefs[] = {
    { "dataset", "WE DO NOT KNOW what is collected. See row 1.|"
                 "WE DO NOT KNOW who else gets it. See row 7.|"
                 "WE DO NOT KNOW if you can say no. See row 6." },
    { "dataset|participation=condition-of-service|summary=We see you|sold=no\n"
      "use|1|words=A|choice=always|refusal_costs=service",
      "You must take part to get the service.|"
      "If you say no: you do not get the service.|We see you.|"
      "WE DO NOT KNOW who else gets it. See row 7.|"
      "We do not sell it. WE CANNOT PROMISE that others do not.|"
      "You cannot say no. See row 6." },
    { "dataset|recipients_list=@none|sold=no\n"
      "element|1|words=Your name\n"
      "use|1|words=A|choice=opt-in|refusal_costs=nothing",
      "What we collect: Your name.|No one else gets it.|It is not sold.|"
      "You can say no. Nothing changes for you. See row 6." },
    { "dataset|recipients_list=complete\n"
      "use|1|words=A|choice=opt-in\nuse|2|words=B|choice=always\n"
      "recipient|1|words=Acme|choice=always\n"
      "recipient|2|words=B|choice=opt-in|category=police\n"
      "recipient|3|words=C|category=court",
      "WE DO NOT KNOW what is collected. See row 1.|"
      "Who else gets it: Acme and the police.|"
      "You can say no to part of it. See row 6." },
    { "dataset|uses_list=complete|recipients_list=complete|sold=no|"
      "not_given_to=government-fled|summary=We help you\n"
      "element|1|words=Your name\nelement|2|words=Your fingerprint and eye "
      "scan|short=Your scan\n"
      "use|1|words=A|choice=opt-in|refusal_costs=nothing|refusal_words=You "
      "still get food|elements=%/element/1,%/element/2\n"
      "use|2|words=B|choice=always|elements=%/element/1\n"
      "recipient|1|words=The state|choice=always|category=host-government|"
      "onward=allowed|sale=no",
      "We help you.|Who else gets it: the government of the country you are in "
      "now (can pass it on).|We do not give it to: the government of the "
      "country you left. WE CANNOT PROMISE that others will not.|We do not "
      "sell it. WE CANNOT PROMISE that they do not.|You can say no to: Your "
      "scan. You still get food. See row 6." },
    { "dataset|summary=We see you\n"
      "use|1|words=A|choice=opt-in|refusal_costs=nothing\n"
      "consent|1|words=C|given_by=person,parent",
      "We see you.|WE DO NOT KNOW who else gets it. See row 7.|You can say no. "
      "Nothing changes for you. See row 6. Your parent can say no, too." },
};

static void in_short_says_what_rows_say(void **state)
{
    struct store *s = cases_begin();

    (void)state;
    for (size_t i = 0; i < sizeof briefs / sizeof *briefs; i++) {
        char *ref = xasprintf("d%zu", i);

        put_lines(s, ref, briefs[i].lines);
        free(ref);
    }
    cases_end(s);
    for (size_t i = 0; i < sizeof briefs / sizeof *briefs; i++) {
        char *ref = xasprintf("d%zu", i);
        struct label *l = label_of(s, ref, NULL);
        char *text = answers_text(&l->brief);

        assert_string_equal(text, briefs[i].text);
        free(text);
        label_free(l);
        free(ref);
    }
    register_free(s);
}

/* --- languages, several datasets, errors --------------------------------- */

static void words_are_those_of_the_language(void **state)
{
    struct store *s = cases_begin();
    struct label *l;

    (void)state;
    put_line(s, "organisation",
             "organisation|organisation|"
             "default_language=en");
    put_lines(s, "d",
              "dataset\n"
              "element|1|words=Your name|words@fr=Votre nom|presence=always\n"
              "element|2|words=Your age|presence=always");
    cases_end(s);
    l = label_of(s, "d", "fr-CH");
    assert_string_equal(l->rows[0].v[0].text, "Votre nom.");
    assert_null(l->rows[0].v[0].facts.v[0].lang);
    assert_ptr_equal(strstr(l->rows[0].v[1].text, "Your age ["),
                     l->rows[0].v[1].text);
    assert_string_equal(l->rows[0].v[1].facts.v[0].lang, "en");
    label_free(l);
    l = label_of(s, "d", NULL);
    assert_string_equal(l->lang, "en");
    assert_string_equal(l->rows[0].v[0].text, "Your name.");
    assert_null(l->rows[0].v[0].facts.v[0].lang);
    label_free(l);
    register_free(s);
}

/* The language of the first fact of row 1, or of the register's words, "-". */
static const char *first_lang(const struct label *l)
{
    const char *lang = l->rows[0].v[0].facts.v[0].lang;

    return lang ? lang : "-";
}

static void stale_words_are_not_printed(void **state)
{
    static const char digest[] = "00000000000000000000000000000000"
                                 "00000000000000000000000000000000";
    struct store *s = cases_begin();
    enum change_outcome outcome;
    struct error err = ERROR_INIT;
    struct record r;
    struct label *l;

    (void)state;
    put_line(s, "organisation",
             "organisation|organisation|default_language=en");
    put_lines(s, "d", "dataset");
    record_init(&r, KIND_ELEMENT, "d/element/1");
    register_set(&r, ELEMENT_WORDS, "Your name");
    register_set(&r, ELEMENT_PRESENCE, "always");
    value_set_words(record_value(&r, ELEMENT_WORDS), "fr", "Votre nom", digest);
    must(change_put(s, &r, &outcome, &err), &err);
    record_release(&r);
    cases_end(s);
    l = label_of(s, "d", "fr");
    assert_ptr_equal(strstr(l->rows[0].v[0].text, "Your name ["),
                     l->rows[0].v[0].text);
    assert_string_equal(first_lang(l), "en");
    assert_true(l->legend.n > 0);
    label_free(l);
    register_free(s);
}

/* Without a catalog the label is in English and says so; the register's words
 * may be in that language nevertheless. */
static void a_language_without_words_is_english(void **state)
{
    struct store *s = cases_begin();
    struct label *l;

    (void)state;
    put_line(s, "organisation",
             "organisation|organisation|default_language=en");
    put_lines(s, "d",
              "dataset\n"
              "element|1|words=Your name|words@de=Ihr Name|presence=always\n"
              "element|2|words=Your age|presence=always");
    cases_end(s);
    l = label_of(s, "d", "de-AT");
    assert_string_equal(l->lang, "de-AT");
    assert_string_equal(
        l->brief.v[0].text,
        "This label is in English: there are no words for German.");
    assert_string_equal(l->rows[0].v[0].text, "Ihr Name.");
    assert_string_equal(l->rows[0].v[1].text, "Your age.");
    assert_string_equal(first_lang(l), "-");
    label_free(l);
    l = label_of(s, "d", "en-GB");
    assert_null(strstr(l->brief.v[0].text, "This label is in"));
    assert_string_equal(l->rows[0].v[0].text, "Your name.");
    assert_string_equal(first_lang(l), "-");
    label_free(l);
    register_free(s);
}

static void phones_are_isolated_in_arabic(void **state)
{
    struct store *s = cases_begin();
    struct label *l;
    char *text;

    (void)state;
    put_line(s, "organisation",
             "organisation|organisation|default_language=en");
    put_line(s, "d", "party|dpo|name=Officer|phone=+353 1 555 0100");
    put_lines(s, "d",
              "dataset|how_many=740|data_protection_officer=dpo\n"
              "element|1|words=Your name");
    cases_end(s);
    l = label_of(s, "d", "ar");
    text = answers_text(&l->rows[13]);
    assert_non_null(strstr(text, "\u2068+353 1 555 0100\u2069"));
    assert_null(strstr(text, "\u2068\u2068"));
    free(text);
    text = answers_text(&l->rows[1]);
    assert_non_null(strstr(text, "\u0667\u0664\u0660"));
    free(text);
    label_free(l);
    register_free(s);
}

static void several_datasets_are_told_together(void **state)
{
    static const char *const refs[] = { "a", "b", "a" }; /* a once        */
    struct label_options o = { .as_of = "2026-11-23" };
    struct store *s = cases_begin();
    struct error err = ERROR_INIT;
    struct label *l;
    char *text;

    (void)state;
    put_lines(s, "a", "dataset|title=A|harm=Much\nelement|1|words=Your name");
    put_lines(s, "b", "dataset|title=B|harm=@none\nelement|1|words=Your age");
    cases_end(s);
    must(label_build(&l, s, refs, 3, &o, &err), &err);
    assert_int_equal(l->refs.n, 2);
    text = answers_text(&l->rows[11]);
    assert_string_equal(text, "[A] Much.|[B] We know of no harm.");
    free(text);
    /* What is the same is told once, with the facts of both. */
    text = answers_text(&l->rows[14]);
    assert_string_equal(text, "NOT CHECKED.");
    assert_int_equal(l->rows[14].v[0].facts.n, 4);
    assert_int_equal(l->holders.n, 1);
    free(text);
    label_free(l);
    register_free(s);
}

static void what_is_no_dataset_has_no_label(void **state)
{
    static const struct {
        const char *ref;
        struct label_options o;
        const char *error;
    } wrong[] = {
        { "us", { .lang = NULL }, "'us' is of the kind party" },
        { "d/element/1", { .lang = NULL }, "is of the kind element" },
        { "e", { .lang = NULL }, "there is no record 'e'" },
        { "d", { .lang = "x y" }, "x y" },
        { "d", { .as_of = "2026-02-30" }, "'2026-02-30' is not a day" },
    };
    struct store *s = cases_begin();
    struct label *l = NULL;

    (void)state;
    put_lines(s, "d", "element|1|words=Your name");
    cases_end(s);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct error err = ERROR_INIT;

        assert_int_equal(
            label_build(&l, s, &wrong[i].ref, 1, &wrong[i].o, &err), -1);
        assert_non_null(strstr(err.text, wrong[i].error));
        error_clear(&err);
    }
    assert_int_equal(label_build(&l, s, NULL, 0, NULL, NULL), -1);
    register_free(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_say_what_is_stated),
        cmocka_unit_test(a_no_holds_for_the_whole_chain),
        cmocka_unit_test(in_short_says_what_rows_say),
        cmocka_unit_test(words_are_those_of_the_language),
        cmocka_unit_test(stale_words_are_not_printed),
        cmocka_unit_test(a_language_without_words_is_english),
        cmocka_unit_test(phones_are_isolated_in_arabic),
        cmocka_unit_test(several_datasets_are_told_together),
        cmocka_unit_test(what_is_no_dataset_has_no_label),
    };

    setlocale(LC_CTYPE, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
