/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* From texts to counts, against texts counted by hand. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "label/counter.h"
#include "label/sentence.h"
#include "label/syllable.h"

/* Words cut into their syllables by hand. */
static const struct {
    const char *lang;
    const char *words;
} cut[] = {
    { "en", "the cat sat on mat ta.ble a.ble ti.tle peo.ple cen.tre" },
    { "en", "we make makes made us.es used u.ses box.es pla.ces chan.ges" },
    { "en", "want.ed need.ed hand.led called named hun.dred" },
    { "en", "safe.ly state.ment state.ments care.ful use.less a.gree.ment "
            "el.e.ment gov.ern.ment like.ly re.ly" },
    { "en",
      "safe.guard base.line house.hold there.fore else.where eve.ning "
      "ev.ery.one some.one some.thing some.times home.work life.time ev.ery" },
    { "en", "ac.tion na.tion spe.cial so.cial re.li.gion reg.ion mil.lion "
            "o.pin.ion fash.ion" },
    { "en", "ra.di.o stu.di.o bi.ol.o.gy bi.o.met.ric vi.o.lence pe.ri.od "
            "va.ri.ous pre.vi.ous cau.tious" },
    { "en", "me.di.um di.et qui.et so.ci.e.ty sci.ence cli.ent pa.tient "
            "ex.pe.ri.ence ear.li.er pier" },
    { "en", "be.ing see.ing go.ing do.ing play.er played buy.er stud.y.ing "
            "cop.y.ing" },
    { "en", "cre.ate cre.a.ted re.ac.tion i.de.a a.re.a real.ly great.er "
            "each hear" },
    { "en", "an.nu.al u.su.al man.u.al lan.guage qual.i.ty e.val.u.ate "
            "cru.el fu.el val.ue in.flu.ence con.tin.u.ous" },
    { "en", "league col.league u.nique queue po.em does shoes ge.og.ra.phy "
            "vid.e.o mu.se.um" },
    { "en", "does.n't is.n't could.n't don't can't we're it's you'll" },
    { "en", "in.for.ma.tion com.pu.ter per.son.al da.ta de.lete re.move "
            "phone phones code codes name face fin.ger.print" },
    { "en", "hos.pi.tal med.i.cine can.cer doc.tor po.lice coun.try "
            "chil.dren par.ents school teach.ers" },
    { "es", "que guí.a cuí.da.te je.sui.ta le.í.a ca.í.da ba.úl" },
    { "es", "bien cau.sa rey muy buey es.tu.diáis a.é.re.o le.er po.e.ta "
            "pa.ra.no.ia y" },
    { "es", "da.tos per.so.na.les in.for.ma.ción con.sen.ti.mien.to "
            "prohi.bir a.ho.ra a.hí hé.ro.e cons.truc.ción pin.güi.no "
            "quie.ro siem.pre" },
    { "pt", "di.a ri.o cri.an.ça na.ci.o.nal his.tó.ria po.lí.cia á.gua "
            "quan.do que guer.ra" },
    { "pt", "mão mãe põe in.for.ma.ção ra.iz ju.iz a.in.da ra.i.nha sa.ir "
            "pa.ís sa.ú.de sa.í.da" },
    { "pt", "pai meu mui.to seis coi.sa Pau.lo fei.ra rei.no ca.os ao "
            "con.sen.ti.men.to te.le.fo.ne" },
    { "it", "vi.a tu.o mi.o du.e zi.o ciò già più può qua qui lui noi poi" },
    { "it", "fa.mi.glia sto.ria no.ti.zia pa.e.se re.a.le po.e.ta no.io.sa "
            "a.iuo.la pa.u.ra cau.sa" },
    { "it",
      "tec.no.lo.gi.a e.co.no.mi.a in.for.ma.zio.ne con.sen.so da.ti per.so.na.li "
      "per.ché cit.tà quan.do guer.ra zi.i" },
    { "fr", "le de que ce table carte cartes i.dée an.née an.nées é.taient "
            "a.vaient" },
    { "fr", "na.tion bien so.cial cli.ent ou.bli.er cru.el "
            "lui nuit" },
    { "fr",
      "pa.ys bi.o.mé.trique in.flu.ence ré.el cré.er na.ïf cha.os pay.er voy.age "
      "mai.son vous" },
    { "fr", "don.nées per.son.nelles in.for.ma.tion main.te.nant "
            "con.sen.te.ment té.lé.phone hô.pi.tal" },
    { "de", "Al.le Men.schen sind frei und gleich an Wür.de Rech.ten "
            "ge.bo.ren" },
    { "de",
      "Ru.i.ne Li.ni.e Wien Na.ti.on ak.tu.ell The.a.ter Me.di.en Fa.mi.li.e Stu.di.en "
      "Häu.ser Quel.le ge.eig.net Bei.spiel" },
    { "de", "Da.ten per.so.nen.be.zo.gen Ein.wil.li.gung be.en.den die wie "
            "neu See Boot Zoo" },
};

static bool check_word(const char *lang, const char *word)
{
    const struct tongue *t = tongue_find(lang);
    char whole[100];
    size_t n = 1, len = 0, got;

    for (const char *at = word; *at; at++)
        if (*at == '.')
            n++;
        else
            whole[len++] = (char)(*at >= 'A' && *at <= 'Z' ? *at + 32 : *at);
    whole[len] = '\0';
    got = syllables_of(t, whole, len);
    if (got != n)
        print_error("%s %s: %zu syllables, not %zu\n", lang, word, got, n);
    return got == n;
}

static void syllables_by_hand(void **state)
{
    bool right = true;

    (void)state;
    for (size_t i = 0; i < sizeof cut / sizeof *cut; i++) {
        char words[400];

        assert_true(strlen(cut[i].words) < sizeof words);
        strcpy(words, cut[i].words);
        for (char *w = strtok(words, " "); w; w = strtok(NULL, " "))
            right = check_word(cut[i].lang, w) && right;
    }
    assert_true(right);
}

/*
 * Article 1 of the Universal Declaration of Human Rights (United Nations 1948,
 * free for all), and what a label could say; all counted by hand.
 */
static const struct {
    const char *lang;
    const char *text;
    size_t words, sentences, syllables, polysyllables, read, longest;
} counted[] = {
    { "en",
      "All human beings are born free and equal in dignity and rights. They "
      "are endowed with reason and conscience and should act towards one "
      "another in a spirit of brotherhood.",
      30, 2, 44, 3, 30, 18 },
    { "es",
      "Todos los seres humanos nacen libres e iguales en dignidad y derechos "
      "y, dotados como están de razón y conciencia, deben comportarse "
      "fraternalmente los unos con los otros.",
      28, 1, 57, 8, 28, 28 },
    { "fr",
      "Tous les êtres humains naissent libres et égaux en dignité et en "
      "droits. Ils sont doués de raison et de conscience et doivent agir les "
      "uns envers les autres dans un esprit de fraternité.",
      34, 2, 46, 2, 34, 21 },
    { "pt",
      "Todos os seres humanos nascem livres e iguais em dignidade e em "
      "direitos. Dotados de razão e de consciência, devem agir uns para com "
      "os outros em espírito de fraternidade.",
      30, 2, 59, 7, 30, 17 },
    { "de",
      "Alle Menschen sind frei und gleich an Würde und Rechten geboren. Sie "
      "sind mit Vernunft und Gewissen begabt und sollen einander im Geiste "
      "der Brüderlichkeit begegnen.",
      26, 2, 45, 5, 26, 15 },
    { "it",
      "Tutti gli esseri umani nascono liberi ed eguali in dignità e diritti. "
      "Essi sono dotati di ragione e di coscienza e devono agire gli uni "
      "verso gli altri in spirito di fratellanza.",
      32, 2, 67, 14, 32, 20 },
    /* Contacts, numbers and names are read, but not counted. */
    { "en",
      "Ask at desk 4, or write to desk@town.example. Who pays? Ana Silva. "
      "NO. We keep codes 30 days (until 31 May 2027); then we delete them.",
      19, 6, 22, 0, 26, 9 },
    /* l' and d' are words without a syllable, but not for who reads;
     * aujourd'hui is one. */
    { "fr", "L'accès d'un tiers à l'eau aujourd'hui", 9, 1, 9, 1, 6, 6 },
    { "it", "L'accesso all'acqua dell'amico", 6, 1, 10, 2, 3, 3 },
    { "sw", "Tunahesabu simu. Hatuuzi data hizi", 5, 2, 0, 0, 5, 3 },
    /* Vowel signs are of their words, and the danda ends a sentence. */
    { "bn", "আপনি না বলতে পারেন। আমরা আপনার তথ্য সংগ্রহ করি।", 9, 2, 0, 0, 9, 5 },
    { "en", "", 0, 0, 0, 0, 0, 0 },
    { "en", "=== --- 12.5 % ***", 0, 0, 0, 0, 1, 1 },
};

static void texts_by_hand(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof counted / sizeof *counted; i++) {
        struct counts c = { .words = 0 };

        counter_add(&c, counted[i].lang, counted[i].text);
        if (c.words != counted[i].words ||
            c.sentences != counted[i].sentences ||
            c.syllables != counted[i].syllables ||
            c.polysyllables != counted[i].polysyllables ||
            c.read != counted[i].read || c.longest != counted[i].longest)
            fail_msg("%s: %zu words, %zu sentences, %zu syllables, %zu with "
                     "three, %zu read, %zu in the longest: %s",
                     counted[i].lang, c.words, c.sentences, c.syllables,
                     c.polysyllables, c.read, c.longest, counted[i].text);
    }
}

/* Letters, long words and short ones of the first text. */
static void letters_by_hand(void **state)
{
    struct counts c = { .words = 0 };

    (void)state;
    counter_add(&c, "en", counted[0].text);
    assert_int_equal(c.letters, 139);
    assert_int_equal(c.long_words, 6);
    assert_int_equal(c.monosyllables, 19);
    assert_int_equal(c.complex, 3);
    counter_add(&c, "en", "A creating, well-to-do, remembered man");
    assert_int_equal(c.words, 35);
    assert_int_equal(c.sentences, 3);
    assert_int_equal(c.polysyllables, 6);
    assert_int_equal(c.complex, 4); /* remember has three already */
    memset(&c, 0, sizeof c);
    counter_add(&c, "de", "Größe Übergröße");
    assert_int_equal(c.letters, 14);
    assert_int_equal(c.long_words, 1);
}

/* --- sentences ----------------------------------------------------------- */

static const struct {
    const char *lang;
    const char *text;
    const char *sentences; /* parted by | as they stand                    */
} split[] = {
    { "en", "One. Two! Three? Four", "One.|Two!|Three?|Four" },
    { "en", "See e.g. Dr. Who. It is 3.5 or so.",
      "See e.g. Dr. Who.|It is 3.5 or so." },
    { "en", "Call now: we help you. Done.", "Call now: we help you.|Done." },
    { "en", "- we count phones\n- we count bikes",
      "we count phones|we count bikes" },
    { "en", "One line\nand its rest.\n\nA new one",
      "One line\nand its rest.|A new one" },
    { "en", "# A heading\nThe text. # no heading", "The text.|no heading" },
    { "en", "He said \"no.\" She said (yes!) to it.",
      "He said \"no.\"|She said (yes!)|to it." },
    { "en", "1. Ask.\n2. Wait", "Ask.|Wait" },
    { "en", "a) the name; (iv) the age;", "the name;|the age;" },
    { "en", "NO. WE DO NOT KNOW.", "NO.|WE DO NOT KNOW." },
    { "de", "Wir nutzen z. B. Namen. Ja.", "Wir nutzen z. B. Namen.|Ja." },
    { "es", "¿Puedo decir no? Sí…  Claro.", "¿Puedo decir no?|Sí…|Claro." },
    { "en", " . ; !\n\n", "" },
    { "en", "go to example.org. Then stop", "go to example.org.|Then stop" },
};

static void sentences_by_hand(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof split / sizeof *split; i++) {
        struct buf b = BUF_INIT;
        struct reader r;

        reader_init(&r, split[i].lang, split[i].text);
        while (reader_next(&r)) {
            buf_adds(&b, b.len ? "|" : "");
            buf_add(&b, r.text + r.at, r.len);
        }
        assert_string_equal(b.s, split[i].sentences);
        reader_release(&r);
        buf_release(&b);
    }
}

static enum word_kind kind_of(const char *lang, const char *text, size_t i)
{
    enum word_kind kind = WORD_PLAIN;
    struct reader r;

    reader_init(&r, lang, text);
    if (reader_next(&r) && i < r.n)
        kind = r.v[i].kind;
    else
        fail_msg("'%s' has no word %zu", text, i);
    reader_release(&r);
    return kind;
}

static void kinds_of_words(void **state)
{
    (void)state;
    assert_int_equal(kind_of("en", "We ask Ana", 2), WORD_NAME);
    assert_int_equal(kind_of("en", "Ana asks", 0), WORD_PLAIN);
    assert_int_equal(kind_of("en", "Can I go", 1), WORD_PLAIN);
    assert_int_equal(kind_of("en", "WE DO NOT KNOW", 3), WORD_PLAIN);
    assert_int_equal(kind_of("de", "Der Name", 1), WORD_PLAIN);
    assert_int_equal(kind_of("fr", "le Nom", 1), WORD_NAME);
    assert_int_equal(kind_of("en", "until 2027-01-01,", 1), WORD_NUMBER);
    assert_int_equal(kind_of("en", "the A4 form", 1), WORD_NUMBER);
    assert_int_equal(kind_of("en", "see https://x.example/a", 1), WORD_CONTACT);
    assert_int_equal(kind_of("en", "see town.example/no.", 1), WORD_CONTACT);
    assert_int_equal(kind_of("en", "stop.Then go", 0), WORD_PLAIN);
}

/* Bytes that are no UTF-8, and words longer than any: nothing breaks. */
static void hostile_texts(void **state)
{
    struct buf b = BUF_INIT;
    struct counts c = { .words = 0 };

    (void)state;
    counter_add(&c, "en", "\xff\xfe a\xc3 \xf0\x9f\x98 b");
    assert_int_equal(c.words, 2);
    buf_addn(&b, 'a', 100000);
    counter_add(&c, "es", b.s);
    assert_int_equal(c.words, 3);
    assert_int_equal(c.letters, 100002);
    buf_release(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_by_hand),
        cmocka_unit_test(letters_by_hand),
        cmocka_unit_test(sentences_by_hand),
        cmocka_unit_test(kinds_of_words),
        cmocka_unit_test(hostile_texts),
        cmocka_unit_test(syllables_by_hand),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
