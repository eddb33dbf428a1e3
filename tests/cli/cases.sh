# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
#
# Five published notices, entered by commands, and their labels: what a
# notice leaves open, the label says.  UPDATE=1 writes the labels anew.
golden=$(cd "$srcdir/tests/golden" && pwd)
. "$srcdir/tests/cli/lib.sh"

# label_is NAME REF WIDTH
label_is() {
    ok label "$2" --layout full --width "$3"
    if [ -n "${UPDATE-}" ]; then
        cp out "$golden/label-$1.txt"
    fi
    diff -u "$golden/label-$1.txt" out >diff || {
        fail "not the label of $1"
        cat diff
    }
    [ "$(wc -L <out)" -le "$3" ] || fail 'too wide'
    ! grep -q ' $' out || fail 'blanks at the end of a line'
}

# The cameras of a county council: what is known is what the notice says.
cameras() {
    ok add party council name='A county council' party_kind=local-authority
    ok add dataset cc-0001 \
        title='Council cameras, plate readers and drones' \
        summary='Our cameras record your picture, voice and car.' \
        controller=council subjects=filmed-person \
        children=@unknown how_many=@unknown \
        collected_how='Our own cameras: fixed, on staff, in cars, moved around, plate readers, drones.' \
        not_collected=@unknown stored_where=@unknown harm=@unknown \
        sold=@unknown participation=@unknown \
        how_to_see=@unknown how_to_fix=@unknown how_to_delete=@unknown \
        answer_within=@unknown complain_to=@unknown \
        checked_by=@none checked_on=@none \
        elements_list=@unknown uses_list=@unknown \
        recipients_list=@unknown consents_list=@unknown
    cameras_elements
    cameras_uses
    cameras_recipients
    # "As long as is necessary" is not how long.
    ok add retention cc-0001 elements=@na period=@none action=delete \
        criteria='As long as is necessary, see another notice' followed=@unknown
    ok add source cc-0001 words='From our own cameras' source_kind=sensor \
        elements=@na bought=@unknown
}

cameras_elements() {
    seen='findable=names-you'
    why='findable_why=It shows your face and your number plate'
    ok add element cc-0001/element/1 words='Your picture and sound' \
        category=video,voice presence=always collected_by=@unknown \
        special_category=@none protection=@unknown "$seen" "$why"
    ok add element cc-0001/element/2 words='Your number plate and car' \
        category=number-plate,vehicle presence=always \
        collected_by=@unknown special_category=@none protection=@unknown \
        "$seen" "$why"
    ok add element cc-0001/element/3 \
        words='Crimes you are accused or found guilty of' \
        category=accused,convicted presence=always \
        collected_by=@unknown special_category=offences \
        protection=@unknown "$seen" "$why"
    ok add element cc-0001/element/4 words='signs of your health or race' \
        category=health,ethnic-origin presence=by-chance \
        collected_by=@unknown special_category=health,race-ethnic-origin \
        protection=@unknown "$seen" "$why"
}

# camera_use NUMBER PURPOSE WORDS [FIELD=VALUE...]
camera_use() {
    number=$1 purpose=$2 words=$3
    shift 3
    ok add use "cc-0001/use/$number" "words=$words" "purpose=$purpose" \
        elements=@unknown basis=@unknown choice=@unknown \
        citation='Laws that we must obey. Our public task.' \
        refusal_costs=@unknown decides=@unknown "$@"
}

cameras_uses() {
    strong=special_condition=art-9-2-g
    fines='consequences=Fines, charges and staff complaints'
    camera_use 01 health-and-safety 'To prevent accidents'
    camera_use 02 property-protection 'To protect property'
    camera_use 03 prevent-crime 'To stop crime before it happens' "$strong"
    camera_use 04 crime 'To see crime' "$strong"
    camera_use 05 prosecution 'To name people and charge them with a crime' \
        "$strong" "$fines"
    camera_use 06 parking 'To run car parks and roads on our grounds'
    camera_use 07 traffic-enforcement 'To watch traffic and its rules' "$fines"
    camera_use 08 parking-enforcement 'To fine drivers who park wrongly' \
        "$fines"
    camera_use 09 grievances 'To settle complaints by our staff' "$fines"
    camera_use 10 complaints 'To answer complaints' "$fines"
    camera_use 11 investigations 'To find out what went wrong' "$fines"
    camera_use 12 land-survey 'To look at buildings, land and roads'
}

cameras_recipients() {
    open='elements=@unknown uses=@unknown onward=@unknown sale=@unknown agreement=@unknown'
    # shellcheck disable=SC2086 # words on purpose
    {
        ok add recipient cc-0001/recipient/1 choice=always category=police \
            words='Police and others who enforce the law' $open
        ok add recipient cc-0001/recipient/2 choice=always category=court \
            words='Courts and tribunals' $open
        ok add recipient cc-0001/recipient/3 choice=always \
            category=local-authority words='Other councils' $open
        ok add recipient cc-0001/recipient/4 choice=always \
            category=insurer words='Insurers' $open
    }
}

# Wi-Fi counters of a city and a company, each for its own streets.
counters() {
    ok add party city name='A city council' party_kind=local-authority \
        country=GB
    ok add party company name='A company of local shops' \
        party_kind=company country=GB
    ok add dataset wf-0001 title='Phone counters in the high street' \
        summary='We count phones to see how busy the street is.' \
        controller=city joint_controllers=company \
        responsibilities='Each runs its own counters: four and three.' \
        subjects=phone-carrier children=@unknown \
        collected_how='From your phone, through counters in the street' \
        not_collected=online,phone-number \
        stored_where=@unknown participation=voluntary sold=@unknown \
        elements_list=complete uses_list=complete recipients_list=@unknown
    ok add element wf-0001/element/1 category=device-code \
        words='A code your phone sends to look for Wi-Fi, scrambled' \
        presence=always collected_by=wifi-counter special_category=@none \
        protection=coded pseudonym_lasts=@unknown
    ok add element wf-0001/element/2 words='The time and the counter' \
        category=time,rough-location presence=always \
        collected_by=wifi-counter special_category=@none
    for use in 'town-centre-recovery:To see how busy the street is' \
        'statistics:To count visitors a day and how they walk' \
        'funding-bids:To ask for money for our work'; do
        ok add use wf-0001 purpose="${use%%:*}" words="${use#*:}" \
            basis=@unknown choice=opt-out refusal_costs=nothing decides=no \
            say_no_how='Turn off Wi-Fi or your phone, or use airplane mode'
    done
}

# Fingerprint or face codes for school meals and the library.
meals() {
    ok add party school name='the school' party_kind=school
    ok add dataset sm-0001 \
        title='Finger or face code for school meals and library' \
        summary='A code made from your finger or face pays for your meals.' \
        controller=school subjects=pupil,staff \
        collected_how='You. You put your finger or face to a reader.' \
        not_collected=picture participation=voluntary \
        stored_where=@unknown how_to_delete='You or your parent tells us' \
        elements_list=complete uses_list=@unknown recipients_list=@unknown \
        consents_list=complete checked_by=@none
    ok add element sm-0001 category=fingerprint-template,face-template \
        words='A code made from your fingerprint or your face' \
        presence=@unknown collected_by=finger-reader,face-reader \
        special_category=biometric protection=encrypted \
        findable=names-you findable_method=@none \
        findable_why='In the school the code is there to name you. Outside: WE DO NOT KNOW.'
    for choice in 'meals:school-meals:To pay for school meals:Meals' \
        'books:borrow-books:To borrow books:Books'; do
        slug=${choice%%:*} name=${choice##*:}
        words=${choice%:*} words=${words##*:}
        purpose=${choice#*:} purpose=${purpose%%:*}
        ok add use "sm-0001/use/$slug" "words=$words" "purpose=$purpose" \
            subjects=pupil basis=explicit-consent choice=opt-in \
            special_condition=art-9-2-a effective_within=@unknown \
            refusal_costs=@unknown decides=@unknown
        ok add consent "sm-0001/consent/$slug" "words=$name" \
            "uses=sm-0001/use/$slug" consent_type=explicit \
            given_by=person,parent all_must_agree=yes \
            withdraw_how='You or your parent tells the school' \
            withdraw_until=@none \
            withdrawal_effect='We stop and delete the code'
    done
    ok set sm-0001/use/meals refusal_costs=another-way \
        refusal_words='You pay another way'
    meals_others
}

meals_others() {
    ok add recipient sm-0001/recipient/1 category=processor choice=always \
        words='The firm that runs the system' condition='by contract'
    ok add recipient sm-0001/recipient/2 category=sub-processor \
        words='Its own helpers' choice=@unknown
    ok add recipient sm-0001/recipient/3 category=police words='Police' \
        choice=@unknown
    ok add notice fact-sheet title='A fact sheet, before you choose' \
        datasets=sm-0001
    ok add agreement contract title='Contract with the firm' \
        agreement_type=processing status=in-force givers=school \
        datasets=sm-0001 end=@unknown
    ok set sm-0001/recipient/1 agreement=contract
    ok add source sm-0001 words='From you, at the reader' source_kind=person \
        elements=@na notice=fact-sheet bought=no
    ok add retention sm-0001 elements=@na period=@none action=delete \
        criteria='Until one of you says no' followed=@unknown
    ok add measure sm-0001 words='The code is locked' \
        safeguard=encryption-at-rest verified_on=@unknown
    ok add claim sheet-says about=sm-0001/element/1 our_answer='We know of no test of this' \
        said_by=school document='Fact sheet' \
        words='No one can turn the code back into a print, not even if the lock is broken'
}

# A registration of people who fled, what its notice says, and what others
# say about it.
refugees() {
    ok add party agency name='The refugee agency' \
        party_kind=international-organisation
    ok add party host name='The government here' party_kind=host-government \
        country=BD
    ok add party home name='The government of the country you left' \
        party_kind=government-fled country=MM
    ok add party watchers name='A human rights group' party_kind=ngo
    ok add dataset rr-0001 title='Registration with fingers, eyes and face' \
        summary='You are registered to get papers and help.' \
        controller=agency joint_controllers=host \
        responsibilities='Staff of both see the parts that their work needs.' \
        subjects=refugee vulnerable=yes children=yes how_many=@unknown \
        subject_languages=rhg nature=identified sensitivity=severe \
        collected_how='You tell us, and a machine reads your fingers and eyes.' \
        stored_where=@unknown sold=@unknown not_given_to=@unknown \
        participation=condition-of-service harm=@unknown \
        elements_list=complete uses_list=@unknown recipients_list=@unknown \
        consents_list=@unknown sources_list=@unknown checked_by=@none
    refugees_elements
    refugees_uses
    refugees_others
    refugees_claims
}

refugees_elements() {
    ok add element rr-0001/element/1 words='Your name and family' \
        category=name,family presence=always collected_by=interview \
        special_category=@none findable=names-you protection=@unknown
    ok add element rr-0001/element/2 \
        words='Your fingerprints, your eyes and your face' \
        category=fingerprint,iris,face-template presence=always \
        collected_by=finger-reader,eye-scanner special_category=biometric \
        findable=names-you findable_by='anyone who has a reader' \
        findable_why='They cannot be changed' protection=@unknown
}

refugees_uses() {
    for use in 'refugee-registration:To know who you are' \
        'aid:To give you food and shelter' \
        'identity-documents:To make your card' \
        'protection:To keep you safe'; do
        ok add use rr-0001 purpose="${use%%:*}" words="${use#*:}" \
            basis=@unknown choice=always elements=@unknown \
            refusal_costs=help refusal_words='No card, no food' \
            decides=@unknown special_condition=@unknown
    done
}

refugees_others() {
    ok add agreement memorandum-2018 title='Memorandum of 2018' \
        agreement_type=memorandum status=in-force givers=host \
        receivers=agency controllers=agency,host datasets=rr-0001 \
        start=2018-01-01 end=@unknown onward=@unknown
    ok add source rr-0001/source/1 words='From the government here' \
        source_kind=organisation party=host collected_by=host \
        agreement=memorandum-2018 bought=no first_purpose=@unknown \
        consent_then=@unknown covers_us=@unknown
    ok add source rr-0001/source/2 words='From you' source_kind=person
    ok add recipient rr-0001/recipient/1 words='Staff of the agency' \
        category=internal party=agency choice=always onward=@unknown \
        sale=@unknown elements=@unknown agreement=@na
    ok add recipient rr-0001/recipient/2 words='The government here' \
        category=host-government party=host choice=always \
        onward=@unknown sale=@unknown elements=@unknown \
        agreement=memorandum-2018
    ok add recipient rr-0001/recipient/3 \
        words='The government of the country you left' \
        category=government-fled party=home choice=@unknown \
        onward=@unknown sale=@unknown elements=@unknown agreement=@unknown
    ok add notice receipt title='A receipt, in English only' \
        notice_kind=receipt languages=en datasets=rr-0001 read_aloud=@unknown \
        copy_given=yes
    ok add consent rr-0001/consent/1 notice=receipt sharing=@unknown \
        words='Give my data to the country I left' \
        recipients=rr-0001/recipient/3 given_by=person withdraw_how=@unknown
}

refugees_claims() {
    ok add claim names-given about=rr-0001/recipient/2 said_by=watchers \
        said_on=2021-06-15 document='Report of June 2021' \
        words='The government here gave 830,000 names with fingerprints to the government of the country they left' \
        our_answer=@unknown
    ok add claim not-asked about=rr-0001 said_by=watchers \
        said_on=2021-06-15 document='Report of June 2021' \
        words='Of 24 people whom we asked, several did not know of this, or could not say no, for the card brings the help' \
        our_answer='We did nothing wrong'
}

# A study with a scanner, and, as another choice, an open store of its data.
scanner() {
    ok add party university name='The university' party_kind=university \
        country=GB
    ok add dataset sc-0001 title='Brain scans for a study' \
        summary='We scan your brain to learn how people read.' \
        controller=university subjects=participant \
        collected_how='You lie in a scanner.' participation=voluntary \
        elements_list=complete uses_list=complete recipients_list=complete \
        consents_list=complete sold=no
    ok add element sc-0001/element/1 words='Pictures of your brain' \
        category=brain-scan presence=always collected_by=medical-device \
        special_category=health protection=coded
    ok add use sc-0001/use/study words='To do this study' \
        purpose=academic-research elements=sc-0001/element/1 \
        basis=public-task choice=opt-in refusal_costs=nothing decides=no \
        special_condition=art-9-2-j
    ok add use sc-0001/use/store words='To keep the pictures for other researchers' \
        purpose=research-repository elements=sc-0001/element/1 \
        basis=public-task choice=opt-in refusal_costs=nothing \
        refusal_words='You can be in the study without this' decides=no \
        special_condition=art-9-2-j
    ok add agreement data-use title='Agreement for users of the store' \
        agreement_type=data-use status=in-force givers=university \
        datasets=sc-0001 onward=forbidden reidentification=no
    ok add recipient sc-0001/recipient/1 category=researcher choice=opt-in \
        words='Researchers outside the university' agreement=data-use \
        condition='under an agreement' onward=forbidden sale=no \
        elements=sc-0001/element/1 uses=sc-0001/use/store country=@unknown
    ok add recipient sc-0001/recipient/2 category=public choice=opt-in \
        words='Everyone, for groups of people who agreed to that' \
        agreement=@none onward=allowed sale=@unknown \
        elements=sc-0001/element/1 uses=sc-0001/use/store country=@na
    for choice in study store; do
        ok add consent "sc-0001/consent/$choice" given_by=person \
            words="The $choice" uses="sc-0001/use/$choice" \
            consent_type=explicit withdraw_how='Tell us' \
            withdrawal_effect='We take your pictures out'
    done
    ok set sc-0001/consent/store \
        withdraw_until='until we have shared them; copies that others have cannot be called back'
}

ok init
cameras
counters
meals
refugees
scanner
label_is c1 cc-0001 72
label_is c2 wf-0001 72
label_is c3 sm-0001 72
label_is c3-40 sm-0001 40
label_is c4 rr-0001 72
label_is c5 sc-0001 72
ok verify
finish
