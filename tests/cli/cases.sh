# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the larder authors
#
# Three published notices, entered by commands, and their labels: what a
# notice leaves open, the label says.  UPDATE=1 writes the labels anew.
golden=$(cd "$srcdir/tests/golden" && pwd)
. "$srcdir/tests/cli/lib.sh"

# label_is NAME REF WIDTH
label_is() {
    ok label "$2" --width "$3"
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
    open='elements=@unknown uses=@unknown onward=@unknown sale=@unknown'
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
}

ok init
cameras
counters
meals
label_is c1 cc-0001 72
label_is c2 wf-0001 72
label_is c3 sm-0001 72
label_is c3-40 sm-0001 40
ok verify
finish
