/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the larder authors */

/* model/heading, and its table schemas/headings.xml. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/strs.h"
#include "model/heading.h"
#include "model/vocabulary.h"

/* ---- the table ---------------------------------------------------------- */

/* Are all codes terms of that vocabulary, each there once? */
static bool are_terms(const char *vocabulary, const char *codes)
{
    const struct vocabulary *v = vocabulary_find(vocabulary);
    struct strs list = STRS_INIT;
    bool all = true;

    if (!codes)
        return true;
    strs_split(&list, codes, ',');
    all = list.n > 0;
    for (size_t i = 0; i < list.n; i++)
        if (!vocabulary_term(v, list.v[i]) ||
            strs_find(&list, list.v[i]) != (long)i)
            all = false;
    strs_release(&list);
    return all;
}

static void every_code_is_a_term(void **state)
{
    const struct heading_pattern *p;
    size_t i, wrong = 0;

    (void)state;
    for (i = 0; (p = heading_pattern_at(i)); i++) {
        if (are_terms("categories", p->category) &&
            are_terms("identifying-roles", p->role) &&
            are_terms("special-categories", p->special))
            continue;
        print_error("'%s' names a code that is not there\n", p->words);
        wrong++;
    }
    assert_int_equal(wrong, 0);
    assert_true(i > 2000);
}

/* To guess that something is not so would be a no that nobody said. */
static void nothing_is_guessed_away(void **state)
{
    const struct heading_pattern *p;

    (void)state;
    for (size_t i = 0; (p = heading_pattern_at(i)); i++) {
        if (p->role && strcmp(p->role, "none") == 0)
            fail_msg("'%s' is guessed not to identify", p->words);
        if (!p->category && (p->role || p->special))
            fail_msg("'%s' has no category", p->words);
    }
}

/* Ways to write a heading of several words. */
static char *with(const char *words, const char *between, bool capitals)
{
    struct buf b = BUF_INIT;

    for (const char *s = words; *s; s++)
        if (*s == ' ')
            buf_adds(&b, between);
        else if (capitals && (s == words || s[-1] == ' '))
            buf_addc(&b, (char)toupper((unsigned char)*s));
        else
            buf_addc(&b, *s);
    return buf_detach(&b);
}

static bool is_accented(const char *s)
{
    while (*s && !((unsigned char)*s & 0x80))
        s++;
    return *s;
}

static bool finds(char *heading, const struct heading_pattern *p)
{
    const struct heading_pattern *found = heading_guess(heading);
    bool same = found == p;

    if (!same)
        print_error("'%s' finds '%s', not '%s'\n", heading,
                    found ? found->words : "nothing", p->words);
    free(heading);
    return same;
}

static void every_pattern_is_found(void **state)
{
    const struct heading_pattern *p;
    size_t wrong = 0;

    (void)state;
    for (size_t i = 0; (p = heading_pattern_at(i)); i++)
        wrong +=
            !finds(xstrdup(p->words), p) ||
            !finds(with(p->words, "_", false), p) ||
            !finds(with(p->words, " - ", true), p) ||
            !finds(with(p->words, "", false), p) ||
            (!is_accented(p->words) && !finds(with(p->words, "", true), p)) ||
            !finds(xasprintf("%s 2 (x)", p->words), p);
    assert_int_equal(wrong, 0);
}

/* ---- twelve tables ------------------------------------------------------ */

struct column {
    const char *heading;
    const char *category; /* NULL: nothing can be told                     */
    const char *role;
    const char *special;
};

struct heading_line {
    const char *name;
    const struct column *columns; /* to one without a heading              */
};

static const struct column school_en[] = {
    { "StudentID", "record-number", "direct", NULL },
    { "Legal First Name", "name", "direct", NULL },
    { "Last Name", "name", "direct", NULL },
    { "DOB", "birth-date", "quasi", NULL },
    { "Gender (M/F/X)", "sex", "quasi", NULL },
    { "Home Address Line 1", "address", "direct", NULL },
    { "Zip", "postcode", "quasi", NULL },
    { "Parent/Guardian Name", "name,parents", "direct", NULL },
    { "Parent Phone #", "phone-number", "direct", NULL },
    { "Emergency Contact", "emergency-contact", "direct", NULL },
    { "Grade Level", "class", "quasi", NULL },
    { "Previous School", "school", "quasi", NULL },
    { "Home Language", "language", "quasi", NULL },
    { "Race/Ethnicity", "ethnic-origin", "sensitive", "race-ethnic-origin" },
    { "Free School Meals", "aid-received,meals", "sensitive", NULL },
    { "SEN Support", "disability", "sensitive", "health" },
    { "Allergies", "health", "sensitive", "health" },
    { "Date Enrolled", "time", "quasi", NULL },
    { "Photo Consent", "choices", NULL, NULL },
    { "Flag7", NULL, NULL, NULL },
    { NULL, NULL, NULL, NULL },
};

static const struct column clinic_en[] = {
    { "mrn", "record-number", "direct", NULL },
    { "nhs_no", "official-id", "direct", NULL },
    { "pt_surname", "name", "direct", NULL },
    { "age_at_adm", "age", "quasi", NULL },
    { "sex", "sex", "quasi", NULL },
    { "gp_practice", "health", "sensitive", "health" },
    { "admission_date", "time", "quasi", NULL },
    { "presenting_complaint", "health", "sensitive", "health" },
    { "icd10_primary", "health", "sensitive", "health" },
    { "bp_systolic", "body-measures", "sensitive", "health" },
    { "BMI", "body-measures", "sensitive", "health" },
    { "hba1c_mmol", "blood-sample", "sensitive", "health" },
    { "current_medication", "medicine", "sensitive", "health" },
    { "pregnant_yn", "pregnancy", "sensitive", "health" },
    { "smoking_status", "health", "sensitive", "health" },
    { "next_of_kin", "emergency-contact", "direct", NULL },
    { "religion", "religion", "sensitive", "religious-beliefs" },
    { "cause_of_death", "death", "sensitive", NULL },
    { "ward_bed", NULL, NULL, NULL },
    { "clinical_notes", "health-record", "sensitive", "health" },
    { NULL, NULL, NULL, NULL },
};

static const struct column wifi_en[] = {
    { "ts", "time", "quasi", NULL },
    { "sensor_id", "rough-location", "quasi", NULL },
    { "macHash", "device-code", "direct", NULL },
    { "rssi", "device-code", "quasi", NULL },
    { "ssid", "device-code", "quasi", NULL },
    { "vendorOUI", "device", "quasi", NULL },
    { "firstSeen", "time", "quasi", NULL },
    { "lastSeen", "time", "quasi", NULL },
    { "dwell_time_s", "presence-count", NULL, NULL },
    { "lat", "precise-location", "quasi", NULL },
    { "lng", "precise-location", "quasi", NULL },
    { "device_count", "presence-count", NULL, NULL },
    { NULL, NULL, NULL, NULL },
};

static const struct column panel_en[] = {
    { "PanelistID", "record-number", "direct", NULL },
    { "HH_size", "household", "quasi", NULL },
    { "income_band", "income", "sensitive", NULL },
    { "Kids under 18", "children", "quasi", NULL },
    { "postal_code", "postcode", "quasi", NULL },
    { "loyalty_card_no", "record-number", "direct", NULL },
    { "purchase_date", "purchases", "sensitive", NULL },
    { "StoreName", "purchases", "sensitive", NULL },
    { "product_name", "purchases", "sensitive", NULL },
    { "qty", "purchases", "sensitive", NULL },
    { "unit_price", "purchases", "sensitive", NULL },
    { "payment_method", "purchases", "sensitive", NULL },
    { "card_last_four", "payment-card", "direct", NULL },
    { "e-mail", "email", "direct", NULL },
    { "IPAddress", "ip-address", "quasi", NULL },
    { "user_agent", "device-software", "quasi", NULL },
    { "dietType", "health-needs", "sensitive", "health,religious-beliefs" },
    { "survey_weight", NULL, NULL, NULL },
    { NULL, NULL, NULL, NULL },
};

static const struct column payroll_fr[] = {
    { "Matricule", "record-number", "direct", NULL },
    { "NOM", "name", "direct", NULL },
    { "PRENOM", "name", "direct", NULL },
    { "N° Sécu.", "official-id", "direct", NULL },
    { "Date de naissance", "birth-date", "quasi", NULL },
    { "Nationalité", "nationality", "quasi", NULL },
    { "Adresse", "address", "direct", NULL },
    { "CP", "postcode", "quasi", NULL },
    { "Ville", "district", "quasi", NULL },
    { "RIB", "bank-account", "direct", NULL },
    { "Emploi", "job", "quasi", NULL },
    { "Service", "job", "quasi", NULL },
    { "Date d'embauche", "work", "quasi", NULL },
    { "Type de contrat", "work", "quasi", NULL },
    { "Salaire brut", "pay", "sensitive", NULL },
    { "Net à payer", "pay", "sensitive", NULL },
    { "Taux PAS", "tax", "sensitive", NULL },
    { "Nb enfants à charge", "children", "quasi", NULL },
    { "Jours d'arrêt maladie", "health", "sensitive", "health" },
    { "Heures sup.", "working-time", "sensitive", NULL },
    { "Cotisation syndicale", "trade-union", "sensitive", "trade-union" },
    { "RQTH", "disability", "sensitive", "health" },
    { NULL, NULL, NULL, NULL },
};

static const struct column library_fr[] = {
    { "num_lecteur", "record-number", "direct", NULL },
    { "civilite", "sex", "quasi", NULL },
    { "nom_prenom", "name", "direct", NULL },
    { "datenaissance", "birth-date", "quasi", NULL },
    { "courriel", "email", "direct", NULL },
    { "tel_portable", "phone-number", "direct", NULL },
    { "quartier", "district", "quasi", NULL },
    { "responsable légal", "parents", "quasi", NULL },
    { "date_inscription", "time", "quasi", NULL },
    { "titre de l'ouvrage", "loans-of-books", "sensitive", NULL },
    { "ISBN", "loans-of-books", "sensitive", NULL },
    { "date_pret", "loans-of-books", "sensitive", NULL },
    { "date retour prévue", "loans-of-books", "sensitive", NULL },
    { "nb_prets", "loans-of-books", "sensitive", NULL },
    { "montant amende", "fines", "sensitive", NULL },
    { "motdepasse", "password", "sensitive", NULL },
    { "droit à l'image", "choices", NULL, NULL },
    { "remarques", "case-notes", "sensitive", NULL },
    { "statut", NULL, NULL, NULL },
    { NULL, NULL, NULL, NULL },
};

static const struct column benefits_fr[] = {
    { "N° allocataire", "record-number", "direct", NULL },
    { "NIR", "official-id", "direct", NULL },
    { "Nom d'usage", "name", "direct", NULL },
    { "Lieu de naissance", "birth-place", "quasi", NULL },
    { "Situation familiale", "marital-status", "quasi", NULL },
    { "Titre de séjour", "migration-status", "sensitive", NULL },
    { "Composition du foyer", "household", "quasi", NULL },
    { "Âge des enfants", "children", "quasi", NULL },
    { "Quotient familial", "income", "sensitive", NULL },
    { "Ressources mensuelles", "income", "sensitive", NULL },
    { "Montant de l'aide", "aid-received", "sensitive", NULL },
    { "Date du dernier versement", "aid-history", "sensitive", NULL },
    { "IBAN", "bank-account", "direct", NULL },
    { "Loyer", "property", "sensitive", NULL },
    { "Dettes", "debts", "sensitive", NULL },
    { "Taux d'incapacité", "disability", "sensitive", "health" },
    { "Grossesse", "pregnancy", "sensitive", "health" },
    { "Violences conjugales", "violence", "sensitive", NULL },
    { "Rapport social", "case-notes", "sensitive", NULL },
    { "Code motif", NULL, NULL, NULL },
    { NULL, NULL, NULL, NULL },
};

static const struct column farm_fr[] = {
    { "numero_exploitation", "property", "sensitive", NULL },
    { "nom_exploitant", "name", "direct", NULL },
    { "nom exploitation", "property", "sensitive", NULL },
    { "siret", "official-id", "direct", NULL },
    { "commune", "district", "quasi", NULL },
    { "coordonnees_GPS", "precise-location", "quasi", NULL },
    { "référence cadastrale", "property", "sensitive", NULL },
    { "surface_ha", "property", "sensitive", NULL },
    { "race bovine", NULL, NULL, NULL },
    { "nombre de bovins", "property", "sensitive", NULL },
    { "nom de l'animal", NULL, NULL, NULL },
    { "prime PAC", "aid-received", "sensitive", NULL },
    { "téléphone", "phone-number", "direct", NULL },
    { "âge de l'exploitant", "age", "quasi", NULL },
    { "nb salariés", NULL, NULL, NULL },
    { NULL, NULL, NULL, NULL },
};

static const struct column refugees_es[] = {
    { "N.º de registro ACNUR", "refugee-id", "direct", NULL },
    { "Nombres", "name", "direct", NULL },
    { "Apellidos", "name", "direct", NULL },
    { "Fecha de nacimiento", "birth-date", "quasi", NULL },
    { "País de origen", "nationality", "quasi", NULL },
    { "Nº pasaporte", "passport", "direct", NULL },
    { "Etnia", "ethnic-origin", "sensitive", "race-ethnic-origin" },
    { "Lengua materna", "language", "quasi", NULL },
    { "Tamaño del hogar", "household", "quasi", NULL },
    { "Jefe de hogar (s/n)", "household", "quasi", NULL },
    { "Campamento y bloque", "shelter-location", "quasi", NULL },
    { "Necesidades específicas", "vulnerability", "sensitive", NULL },
    { "Menor no acompañado", "vulnerability", "sensitive", NULL },
    { "Embarazada", "pregnancy", "sensitive", "health" },
    { "Huella dactilar", "fingerprint", "direct", "biometric" },
    { "Escaneo de iris", "iris", "direct", "biometric" },
    { "Foto", "picture", "direct", NULL },
    { "País de tránsito", "movements", "quasi", NULL },
    { "Estatus de refugiado", "migration-status", "sensitive", NULL },
    { "Observaciones", "case-notes", "sensitive", NULL },
    { NULL, NULL, NULL, NULL },
};

static const struct column survey_es[] = {
    { "id_encuestado", "record-number", "direct", NULL },
    { "fecha_encuesta", "time", "quasi", NULL },
    { "municipio", "district", "quasi", NULL },
    { "sexo", "sex", "quasi", NULL },
    { "grupo_edad", "age-group", "quasi", NULL },
    { "nivel_estudios", "qualifications", "quasi", NULL },
    { "situacion_laboral", "job", "quasi", NULL },
    { "ingresos_mensuales", "income", "sensitive", NULL },
    { "religión", "religion", "sensitive", "religious-beliefs" },
    { "intencion_voto", "political-opinion", "sensitive",
      "political-opinions" },
    { "afiliación sindical", "trade-union", "sensitive", "trade-union" },
    { "orientacionSexual", "sex-life", "sensitive", "sex-life" },
    { "estado de salud", "health", "sensitive", "health" },
    { "satisfacción", "opinions", "sensitive", NULL },
    { "¿Cuál es su opinión sobre el barrio?", "opinions", "sensitive", NULL },
    { "ponderacion", NULL, NULL, NULL },
    { "P12_3", NULL, NULL, NULL },
    { NULL, NULL, NULL, NULL },
};

static const struct column membership_es[] = {
    { "Nº socio", "record-number", "direct", NULL },
    { "Nombre y apellidos", "name", "direct", NULL },
    { "DNI/NIE", "official-id", "direct", NULL },
    { "Correo electrónico", "email", "direct", NULL },
    { "Teléfono móvil", "phone-number", "direct", NULL },
    { "Dirección", "address", "direct", NULL },
    { "Código postal", "postcode", "quasi", NULL },
    { "Fecha de alta", "time", "quasi", NULL },
    { "Tipo de socio", "membership", NULL, NULL },
    { "Cuota anual", "purchases", "sensitive", NULL },
    { "Nº de cuenta (IBAN)", "bank-account", "direct", NULL },
    { "Nombre del tutor legal", "name,parents", "direct", NULL },
    { "Talla de camiseta", "clothing", "quasi", NULL },
    { "Alergias", "health", "sensitive", "health" },
    { "Certificado de delitos sexuales", "convicted", "sensitive", "offences" },
    { "Acepta boletín informativo", "choices", NULL, NULL },
    { "Firma", "signature", "direct", NULL },
    { "Activo", NULL, NULL, NULL },
    { NULL, NULL, NULL, NULL },
};

static const struct column cctv_es[] = {
    { "ID", "record-number", NULL, NULL },
    { "Nº de cámara", "rough-location", "quasi", NULL },
    { "Fecha y hora", "time", "quasi", NULL },
    { "Ubicación", "rough-location", "quasi", NULL },
    { "Matrícula", "number-plate", "direct", NULL },
    { "Color del vehículo", "vehicle", "quasi", NULL },
    { "Velocidad (km/h)", "vehicle-use", "quasi", NULL },
    { "Archivo de vídeo", "video", "direct", NULL },
    { "Reconocimiento facial", "face-template", "direct", "biometric" },
    { "Ropa", "clothing", "quasi", NULL },
    { "Descripción física", "body", "quasi", NULL },
    { "Tatuajes", "tattoo", "quasi", NULL },
    { "Tipo de delito", "crime", "sensitive", "offences" },
    { "Sospechoso", "accused", "sensitive", "offences" },
    { "Víctima", "crime-victim", "sensitive", NULL },
    { "Testigos", "crime-victim", "sensitive", NULL },
    { "Multa", "fines", "sensitive", NULL },
    { "Sentido de paso", "movements", "quasi", NULL },
    { "Estado", NULL, NULL, NULL },
    { NULL, NULL, NULL, NULL },
};

static const struct heading_line lines[] = {
    { "school enrolment, English", school_en },
    { "admissions of a clinic, English", clinic_en },
    { "Wi-Fi counters, English", wifi_en },
    { "purchase panel, English", panel_en },
    { "payroll, French", payroll_fr },
    { "library, French", library_fr },
    { "benefits, French", benefits_fr },
    { "farms, French", farm_fr },
    { "registration of refugees, Spanish", refugees_es },
    { "survey, Spanish", survey_es },
    { "members of a club, Spanish", membership_es },
    { "log of cameras, Spanish", cctv_es },
};

static bool same(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

static bool is_guessed(const struct column *c)
{
    static const struct heading_pattern nothing;
    const struct heading_pattern *p = heading_guess(c->heading);

    if (!p)
        p = &nothing;
    if (same(p->category, c->category) && same(p->role, c->role) &&
        same(p->special, c->special))
        return true;
    print_error("'%s' is guessed to be %s, %s, %s by '%s'\n", c->heading,
                p->category, p->role, p->special, p->words);
    return false;
}

static void tables_are_guessed(void **state)
{
    size_t wrong = 0;

    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        size_t before = wrong;

        for (const struct column *c = lines[i].columns; c->heading; c++)
            wrong += !is_guessed(c);
        if (wrong > before)
            print_error("in the table: %s\n", lines[i].name);
    }
    assert_int_equal(wrong, 0);
}

/* ---- rules of matching -------------------------------------------------- */

static const struct {
    const char *heading;
    const char *pattern; /* NULL: none                                     */
} matches[] = {
    /* Of more words, not weak, the head of the phrase, the longest. */
    { "mother's maiden name", "mother maiden name" },
    { "mother phone", "phone" },
    { "Téléphone de la mère", "telephone" },
    { "Photo of passport", "passport" },
    { "passport photo", "passport photo" },
    { "address of school", "school" },
    { "school address", "address" },
    { "adresse de l'école", "adresse" },
    { "dirección del colegio", "dirección" },
    { "date of the first diagnosis", "diagnosis" },
    /* Together, apart, in capitals, with digits, signs and marks. */
    { "DATEOFBIRTH", "date of birth" },
    { "dateNaissance", "date de naissance" },
    { "fecha_de_nacimiento_1", "fecha de nacimiento" },
    { "E-Mail", "email" },
    { "e mail", "email" },
    { "WiFi MAC", "wifi mac" },
    { "IPAddress2", "ip address" },
    { "PHONE1", "phone" },
    { "1st phone", "phone" },
    { "FIEBRE/SÍNTOMAS", "síntoma" },
    { "Pre\314\201nom", "prénom" },
    { "ｐｈｏｎｅ", "phone" },
    { "SŒUR", "sœur" },
    { "[email]", "email" },
    /* Numbers. */
    { "Passport #", "passport number" },
    { "passport no.", "passport number" },
    { "Nº de pasaporte", "número de pasaporte" },
    { "N° passeport", "numéro de passeport" },
    { "#", NULL },
    { "no", NULL },
    /* Plurals. */
    { "Addresses", NULL },
    { "adresses", "adresse" },
    { "allergies", "allergies" },
    { "nacionalidades", "nacionalidad" },
    { "confesiones religiosas", "confesión religiosa" },
    { "numéros de téléphone", "numéro de téléphone" },
    { "pays", "pays" },
    { "pay", "pay" },
    { "ages", "age" },
    /* Nothing. */
    { "", NULL },
    { "  ", NULL },
    { "2024", NULL },
    { "x", NULL },
    { "Имя", NULL },
    { "名前", NULL },
    { "of the", NULL },
    { "agenda", NULL },
    { "villager", NULL },
    { "\xff\xfe", NULL },
};

static void rules_of_matching_hold(void **state)
{
    size_t wrong = 0;

    (void)state;
    for (size_t i = 0; i < sizeof matches / sizeof *matches; i++) {
        const struct heading_pattern *p = heading_guess(matches[i].heading);
        const char *found = p ? p->words : NULL;

        if (same(found, matches[i].pattern))
            continue;
        print_error("'%s' finds '%s', not '%s'\n", matches[i].heading, found,
                    matches[i].pattern);
        wrong++;
    }
    assert_int_equal(wrong, 0);
}

static void long_headings_take_no_time(void **state)
{
    struct buf b = BUF_INIT;

    (void)state;
    for (size_t i = 0; i < 20000; i++)
        buf_adds(&b, "date de ");
    buf_adds(&b, "naissance");
    for (size_t i = 0; i < 100; i++)
        assert_string_equal(heading_guess(b.s)->words, "date");
    buf_release(&b);
}

/* ---- headings as words -------------------------------------------------- */

static const struct {
    const char *heading, *words, *line;
} shown[] = {
    { "date_of_birth", "Date of birth", "date_of_birth" },
    { "dateOfBirth", "Date of birth", "dateOfBirth" },
    { "DateOfBirth", "Date of birth", "DateOfBirth" },
    { "customerID", "Customer ID", "customerID" },
    { "IPAddress", "IP address", "IPAddress" },
    { "date.naissance", "Date naissance", "date.naissance" },
    { "dob", "Dob", "dob" },
    { "NIR", "NIR", "NIR" },
    { "e-mail", "E-mail", "e-mail" },
    { "phone2", "Phone2", "phone2" },
    { "âge", "Âge", "âge" },
    { "_id", "Id", "_id" },
    { " Mother's\n\t phone ", "Mother's phone", "Mother's phone" },
    { "Parent McName", "Parent McName", "Parent McName" },
    { "No. of people", "No. of people", "No. of people" },
    { "weight (kg)", "Weight (kg)", "weight (kg)" },
    { "\302\240a\342\200\202b\302\240", "A b", "a b" },
    { "2024", "2024", "2024" },
    { "???", "???", "???" },
    { "@home", "@home", "@home" },
    { "__", "", "__" },
    { " \n ", "", "" },
    { "", "", "" },
    { "имя_файла", "Имя файла", "имя_файла" },
};

static void headings_become_words(void **state)
{
    struct buf b = BUF_INIT;

    (void)state;
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
        buf_clear(&b);
        buf_adds(&b, "> ");
        heading_words(&b, shown[i].heading);
        assert_string_equal(b.s + 2, shown[i].words);
        buf_clear(&b);
        buf_adds(&b, "> ");
        heading_line(&b, shown[i].heading);
        assert_string_equal(b.s + 2, shown[i].line);
    }
    buf_release(&b);
}

static void values_are_known(void **state)
{
    static const char *const values[] = {
        "ann@mail.example", "1984-03-02",    "2.3.1984 ",
        "02/03/1984",       "+353 1 234567", "(01) 234-567",
        "123456",           "10000.50",      "2026-11-23T10:00:00Z",
    };
    static const char *const headings[] = {
        "",       "2024",   "1",        "Q1",         "@",
        "@home",  "a@b",    "a@b@c.d",  "mail @ b.c", "covid19",
        "1 to 5", "2019-1", "ISO 8601", "T",          "item 123456",
    };

    (void)state;
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        if (!heading_is_value(values[i]))
            fail_msg("'%s' is a value", values[i]);
    for (size_t i = 0; i < sizeof headings / sizeof *headings; i++)
        if (heading_is_value(headings[i]))
            fail_msg("'%s' is a heading", headings[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_code_is_a_term),
        cmocka_unit_test(nothing_is_guessed_away),
        cmocka_unit_test(every_pattern_is_found),
        cmocka_unit_test(tables_are_guessed),
        cmocka_unit_test(rules_of_matching_hold),
        cmocka_unit_test(long_headings_take_no_time),
        cmocka_unit_test(headings_become_words),
        cmocka_unit_test(values_are_known),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
