//! One spelling for words that English, or its newspapers, spell in several ways.
//!
//! *Defence* and *defense*, *organisation* and *organization*, *Qaida* and *Qaeda* are one
//! word to a reader. They become one before they are stemmed; the exact form is indexed
//! beside the stem as it is for every word, so whoever wants one of the two finds it first.
//!
//! What is changed need not be right, only the same for all spellings of a word and for no
//! other word: *promise* may become *promize*, *four* must not become *for*.

/// Writes the usual spelling of a folded word into `usual`; says whether it differs.
pub(super) fn usual_into(word: &str, usual: &mut String) -> bool {
    usual.clear();
    if word.len() < 4 || !word.is_ascii() {
        return false;
    }
    let (singular, plural) = match word.strip_suffix('s') {
        Some(singular) => (singular, "s"),
        None => (word, ""),
    };
    if let Some(other) = name(word) {
        usual.push_str(other);
        return true;
    }
    if let Some(other) = name(singular) {
        usual.push_str(other);
        usual.push_str(plural);
        return true;
    }
    usual.push_str(word);
    respell_beginning(usual);
    respell_inside(usual);
    respell_ending(usual);
    usual != word
}

/// The usual spelling of a name or a loan word that news agencies transcribe differently;
/// sorted by what is written.
const NAMES: &[(&str, &str)] = &[
    ("alkaida", "alqaeda"),
    ("alqaida", "alqaeda"),
    ("alqaidah", "alqaeda"),
    ("ayatullah", "ayatollah"),
    ("azerbaidjan", "azerbaijan"),
    ("azerbaidzhan", "azerbaijan"),
    ("balooch", "baloch"),
    ("baluch", "baloch"),
    ("baluchistan", "balochistan"),
    ("banghazi", "benghazi"),
    ("basrah", "basra"),
    ("bengazi", "benghazi"),
    ("burka", "burqa"),
    ("burkha", "burqa"),
    ("chechnia", "chechnya"),
    ("chornobyl", "chernobyl"),
    ("chungking", "chongqing"),
    ("czar", "tsar"),
    ("czarist", "tsarist"),
    ("daghestan", "dagestan"),
    ("darfour", "darfur"),
    ("djihad", "jihad"),
    ("djihadist", "jihadist"),
    ("donbass", "donbas"),
    ("dushanbeh", "dushanbe"),
    ("erevan", "yerevan"),
    ("falluja", "fallujah"),
    ("faluja", "fallujah"),
    ("fatwah", "fatwa"),
    ("gadafi", "gaddafi"),
    ("gadhafi", "gaddafi"),
    ("gathafi", "gaddafi"),
    ("gipsie", "gypsie"),
    ("gipsy", "gypsy"),
    ("hadj", "hajj"),
    ("hezballah", "hezbollah"),
    ("hezbullah", "hezbollah"),
    ("hilmand", "helmand"),
    ("hisbollah", "hezbollah"),
    ("hizballah", "hezbollah"),
    ("hizbollah", "hezbollah"),
    ("hizbullah", "hezbollah"),
    ("hodeida", "hodeidah"),
    ("houti", "houthi"),
    ("hryvna", "hryvnia"),
    ("hudaida", "hodeidah"),
    ("hudaydah", "hodeidah"),
    ("huthi", "houthi"),
    ("idleb", "idlib"),
    ("inchon", "incheon"),
    ("intifadah", "intifada"),
    ("janjawid", "janjaweed"),
    ("jedda", "jeddah"),
    ("jidda", "jeddah"),
    ("jiddah", "jeddah"),
    ("kadafi", "gaddafi"),
    ("kadhafi", "gaddafi"),
    ("kaida", "qaeda"),
    ("karabagh", "karabakh"),
    ("kazakstan", "kazakhstan"),
    ("kerbala", "karbala"),
    ("khadafi", "gaddafi"),
    ("khaddafi", "gaddafi"),
    ("kharkov", "kharkiv"),
    ("khartum", "khartoum"),
    ("kiev", "kyiv"),
    ("kirghiz", "kyrgyz"),
    ("kirghizstan", "kyrgyzstan"),
    ("kirgiz", "kyrgyz"),
    ("kirgizstan", "kyrgyzstan"),
    ("konduz", "kunduz"),
    ("koran", "quran"),
    ("koranic", "quranic"),
    ("kwangju", "gwangju"),
    ("kyrgystan", "kyrgyzstan"),
    ("lattakia", "latakia"),
    ("lugansk", "luhansk"),
    ("lvov", "lviv"),
    ("madrasah", "madrasa"),
    ("madrassa", "madrasa"),
    ("madrassah", "madrasa"),
    ("makkah", "mecca"),
    ("marseilles", "marseille"),
    ("misratah", "misrata"),
    ("misurata", "misrata"),
    ("mogadiscio", "mogadishu"),
    ("mojahedin", "mujahideen"),
    ("mojahideen", "mujahideen"),
    ("mollah", "mullah"),
    ("moslem", "muslim"),
    ("mujaheddin", "mujahideen"),
    ("mujahedeen", "mujahideen"),
    ("mujahedin", "mujahideen"),
    ("mujahidden", "mujahideen"),
    ("mujahidin", "mujahideen"),
    ("nanking", "nanjing"),
    ("nikolaev", "mykolaiv"),
    ("nikolayev", "mykolaiv"),
    ("odessa", "odesa"),
    ("panjsheer", "panjshir"),
    ("panjsher", "panjshir"),
    ("panshir", "panjshir"),
    ("pashtoon", "pashtun"),
    ("pashtu", "pashto"),
    ("peking", "beijing"),
    ("pusan", "busan"),
    ("pushto", "pashto"),
    ("pushtu", "pashto"),
    ("pushtun", "pashtun"),
    ("qadafi", "gaddafi"),
    ("qaddafi", "gaddafi"),
    ("qadhafi", "gaddafi"),
    ("qaedah", "qaeda"),
    ("qaida", "qaeda"),
    ("qaidah", "qaeda"),
    ("qandahar", "kandahar"),
    ("qathafi", "gaddafi"),
    ("qunduz", "kunduz"),
    ("rakka", "raqqa"),
    ("ramadhan", "ramadan"),
    ("ramazan", "ramadan"),
    ("raqqah", "raqqa"),
    ("rouble", "ruble"),
    ("roumania", "romania"),
    ("roumanian", "romanian"),
    ("rumania", "romania"),
    ("rumanian", "romanian"),
    ("shaikh", "sheikh"),
    ("shariah", "sharia"),
    ("shaykh", "sheikh"),
    ("sheik", "sheikh"),
    ("sheykh", "sheikh"),
    ("sinkiang", "xinjiang"),
    ("tadjik", "tajik"),
    ("tadjikistan", "tajikistan"),
    ("tadzhik", "tajik"),
    ("tadzhikistan", "tajikistan"),
    ("taegu", "daegu"),
    ("taleban", "taliban"),
    ("teheran", "tehran"),
    ("tientsin", "tianjin"),
    ("timbuctoo", "timbuktu"),
    ("tombouctou", "timbuktu"),
    ("tubruq", "tobruk"),
    ("tzar", "tsar"),
    ("uighur", "uyghur"),
    ("uigur", "uyghur"),
    ("uygur", "uyghur"),
    ("zaporizhia", "zaporizhzhia"),
    ("zaporizhya", "zaporizhzhia"),
    ("zaporizhzhya", "zaporizhzhia"),
    ("zaporozhye", "zaporizhzhia"),
];

/// The first bytes of words and of their usual spelling, where these differ.
pub(super) fn other_first_letters() -> impl Iterator<Item = (u8, u8)> {
    let first = |word: &str| word.bytes().next();
    let pairs = NAMES.iter().chain(BEGINNINGS);
    let letters = pairs.filter_map(move |(written, usual)| Some((first(written)?, first(usual)?)));
    letters.filter(|(written, usual)| written != usual)
}

fn name(word: &str) -> Option<&'static str> {
    let at = NAMES.binary_search_by(|(written, _)| (*written).cmp(word)).ok()?;
    Some(NAMES[at].1)
}

/// Beginnings that British and American English write differently.
const BEGINNINGS: &[(&str, &str)] = &[
    ("acknowledgement", "acknowledgment"),
    ("aeroplane", "airplane"),
    ("aetiolog", "etiolog"),
    ("ageing", "aging"),
    ("aluminium", "aluminum"),
    ("anaem", "anem"),
    ("anaesth", "anesth"),
    ("archaeo", "archeo"),
    ("artefact", "artifact"),
    ("caesarean", "cesarean"),
    ("catalogu", "catalog"),
    ("defenc", "defens"),
    ("diarrhoea", "diarrhea"),
    ("dialogu", "dialog"),
    ("encyclopaed", "encycloped"),
    ("enquir", "inquir"),
    ("faec", "fec"),
    ("foet", "fet"),
    ("fulfilm", "fulfillm"),
    ("gaol", "jail"),
    ("gynaec", "gynec"),
    ("haem", "hem"),
    ("homoeopath", "homeopath"),
    ("instalment", "installment"),
    ("jeweller", "jeweler"),
    ("judgement", "judgment"),
    ("leukaem", "leukem"),
    ("licenc", "licens"),
    ("manoeuv", "maneuv"),
    ("mediaeval", "medieval"),
    ("mould", "mold"),
    ("moult", "molt"),
    ("moustache", "mustache"),
    ("oedema", "edema"),
    ("oesoph", "esoph"),
    ("oestr", "estr"),
    ("offenc", "offens"),
    ("orthopaed", "orthoped"),
    ("paed", "ped"),
    ("plough", "plow"),
    ("practis", "practic"),
    ("pretenc", "pretens"),
    ("programme", "program"),
    ("pyjama", "pajama"),
    ("sceptic", "skeptic"),
    ("skilful", "skillful"),
    ("smould", "smold"),
    ("sulph", "sulf"),
    ("wilful", "willful"),
    ("woollen", "woolen"),
];

fn respell_beginning(word: &mut String) {
    let other = BEGINNINGS.iter().find(|(written, _)| word.starts_with(written));
    if let Some((written, usual)) = other {
        word.replace_range(..written.len(), usual);
        // "catalogue", "dialogue": what is left of the ending.
        if written.ends_with("gu") && word[usual.len()..].starts_with('e') {
            word.remove(usual.len());
        }
    }
}

/// Words with a `u` that American English leaves out, alone or inside of others.
const WITH_OUR: &[&str] = &[
    "arbour",
    "ardour",
    "armour",
    "behaviour",
    "candour",
    "clamour",
    "colour",
    "demeanour",
    "endeavour",
    "favour",
    "fervour",
    "flavour",
    "glamour",
    "honour",
    "humour",
    "labour",
    "neighbour",
    "odour",
    "parlour",
    "rigour",
    "rumour",
    "saviour",
    "savour",
    "splendour",
    "succour",
    "tumour",
    "valour",
    "vapour",
    "vigour",
];

fn respell_inside(word: &mut String) {
    if word.contains("our")
        && let Some((at, written)) =
            WITH_OUR.iter().find_map(|written| Some((word.find(written)?, written)))
    {
        word.remove(at + written.len() - 2);
    }
}

fn respell_ending(word: &mut String) {
    respell_re(word);
    respell_double_l(word);
    respell_ise(word);
    respell_lyse(word);
}

/// Words in `-re` that American English writes with `-er`, or endings of them.
const WITH_RE: &[&str] = &[
    "calibre",
    "centre",
    "fibre",
    "goitre",
    "litre",
    "lustre",
    "maneuvre",
    "meagre",
    "metre",
    "mitre",
    "sabre",
    "sepulchre",
    "sombre",
    "spectre",
    "theatre",
];

fn respell_re(word: &mut String) {
    let whole = word.strip_suffix(['s', 'd']).unwrap_or(word);
    if !WITH_RE.iter().any(|written| whole.ends_with(written)) {
        return;
    }
    let at = whole.len() - 2;
    match word.ends_with('d') {
        true => word.replace_range(at..at + 2, "ere"),
        false => word.replace_range(at..at + 2, "er"),
    }
}

/// Verbs whose last consonant is doubled in British English only.
const WITH_L: &[&str] = &[
    "apparel", "barrel", "bedevil", "bevel", "cancel", "carol", "channel", "chisel", "counsel",
    "cudgel", "dial", "dishevel", "duel", "enamel", "equal", "fuel", "funnel", "grovel", "imperil",
    "initial", "label", "level", "libel", "marshal", "marvel", "medal", "model", "panel", "parcel",
    "pedal", "pencil", "pummel", "quarrel", "refuel", "revel", "rival", "shovel", "shrivel",
    "signal", "snivel", "spiral", "stencil", "swivel", "total", "travel", "tunnel", "unravel",
    "weasel", "yodel",
];

fn respell_double_l(word: &mut String) {
    const ENDINGS: [&str; 10] =
        ["ed", "ing", "ings", "er", "ers", "or", "ors", "ous", "ously", "ation"];
    let Some(at) = word.rfind("ll") else { return };
    if ENDINGS.contains(&&word[at + 2..]) && WITH_L.contains(&&word[..=at]) {
        word.remove(at);
    }
}

/// What stands before `-ise` in words that never end in `-ize`, from four letters on.
const NEVER_IZE: &[&str] = &[
    "advert", "appra", "chast", "circumc", "compr", "comprom", "conc", "desp", "disgu", "enterpr",
    "exerc", "expert", "franch", "improv", "mala", "marqu", "mayonna", "merchand", "parad",
    "porpo", "prec", "prem", "prom", "repr", "superv", "surm", "surpr", "telev", "torto", "treat",
    "turquo", "w",
];

/// `-ise` and what is made of it; a verb of less than four letters before it is none of
/// Greek origin (*advise*, *raise*).
fn respell_ise(word: &mut String) {
    const ENDINGS: [&str; 13] = [
        "e", "ed", "es", "er", "ers", "ing", "ings", "ingly", "able", "ation", "ations", "ational",
        "edly",
    ];
    let Some(at) = word.rfind("is") else { return };
    let (before, after) = (&word[..at], &word[at + 2..]);
    let is_of_greek_origin = before.len() >= 4
        && ENDINGS.contains(&after)
        && !NEVER_IZE.iter().any(|written| before.ends_with(written));
    if is_of_greek_origin {
        word.replace_range(at + 1..at + 2, "z");
    }
}

/// `-lyse`, but not the plural *analyses*.
fn respell_lyse(word: &mut String) {
    let Some(at) = word.rfind("lys") else { return };
    if at >= 3 && ["e", "ed", "er", "ers", "ing"].contains(&&word[at + 3..]) {
        word.replace_range(at + 2..at + 3, "z");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn usual(word: &str) -> String {
        let mut usual = String::new();
        match usual_into(word, &mut usual) {
            true => usual,
            false => word.to_owned(),
        }
    }

    #[test]
    fn names_are_sorted_and_usual_ones_stay() {
        assert!(NAMES.is_sorted_by(|one, other| one.0 < other.0));
        for (_, name) in NAMES {
            assert_eq!(usual(name), *name);
        }
    }

    #[test]
    fn spellings_of_one_word_meet() {
        for (one, other) in [
            ("qaida", "qaeda"),
            ("moslems", "muslims"),
            ("colour", "color"),
            ("neighbouring", "neighboring"),
            ("unfavourable", "unfavorable"),
            ("centre", "center"),
            ("centred", "centered"),
            ("kilometres", "kilometers"),
            ("manoeuvres", "maneuvers"),
            ("defence", "defense"),
            ("defences", "defenses"),
            ("organisation", "organization"),
            ("organised", "organized"),
            ("recognisable", "recognizable"),
            ("analysed", "analyzed"),
            ("travelled", "traveled"),
            ("marvellous", "marvelous"),
            ("catalogues", "catalogs"),
            ("dialogue", "dialog"),
            ("programmes", "programs"),
            ("sulphur", "sulfur"),
            ("haemorrhage", "hemorrhage"),
            ("practise", "practice"),
            ("fulfilment", "fulfillment"),
        ] {
            assert_eq!(usual(one), usual(other), "{one} {other}");
        }
    }

    #[test]
    fn other_words_stay() {
        for word in [
            "four",
            "hour",
            "tour",
            "journal",
            "courage",
            "advise",
            "raising",
            "precise",
            "surprise",
            "otherwise",
            "supervise",
            "promise",
            "franchise",
            "wiser",
            "analyses",
            "controlled",
            "patrolling",
            "fire",
            "genre",
            "acre",
            "massacre",
            "are",
            "ogre",
            "called",
            "seller",
            "ill",
            "tyre",
            "is",
            "was",
            "émigrés",
        ] {
            assert_eq!(usual(word), word);
        }
    }
}
