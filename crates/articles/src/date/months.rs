/// The names and abbreviations of the months in the languages that most newspapers are
/// written in, as they stand in dates (Russian, Ukrainian, Polish and Czech in the
/// genitive), in lower case and without a final stop. A name stands for one month only.
///
/// English is not here: [`dateline_model::month_named`] knows it, and it counts in more places.
const NAMES: [&[&str]; 12] = [
    &[
        "enero",
        "ene",
        "janeiro",
        "janvier",
        "janv",
        "januar",
        "jänner",
        "gennaio",
        "gen",
        "januari",
        "января",
        "січня",
        "stycznia",
        "ledna",
        "ocak",
        "ianuarie",
        "ιανουαρίου",
        "يناير",
        "ژانویه",
    ],
    &[
        "febrero",
        "fevereiro",
        "fev",
        "février",
        "févr",
        "fév",
        "februar",
        "feber",
        "febbraio",
        "februari",
        "февраля",
        "лютого",
        "lutego",
        "února",
        "şubat",
        "februarie",
        "φεβρουαρίου",
        "فبراير",
        "فوریه",
    ],
    &[
        "marzo",
        "março",
        "mars",
        "märz",
        "mrz",
        "maart",
        "mrt",
        "maret",
        "марта",
        "березня",
        "marca",
        "března",
        "mart",
        "martie",
        "μαρτίου",
        "مارس",
    ],
    &[
        "abril",
        "abr",
        "avril",
        "avr",
        "aprile",
        "апреля",
        "квітня",
        "kwietnia",
        "dubna",
        "nisan",
        "aprilie",
        "απριλίου",
        "أبريل",
        "آوریل",
    ],
    &[
        "mayo",
        "maio",
        "mai",
        "maggio",
        "mag",
        "mei",
        "maj",
        "мая",
        "травня",
        "maja",
        "května",
        "mayıs",
        "μαΐου",
        "مايو",
        "مه",
    ],
    &[
        "junio",
        "junho",
        "juin",
        "juni",
        "giugno",
        "giu",
        "июня",
        "червня",
        "czerwca",
        "června",
        "haziran",
        "iunie",
        "ιουνίου",
        "يونيو",
        "ژوئن",
    ],
    &[
        "julio",
        "julho",
        "juillet",
        "juil",
        "juli",
        "luglio",
        "lug",
        "июля",
        "липня",
        "lipca",
        "července",
        "temmuz",
        "iulie",
        "ιουλίου",
        "يوليو",
        "ژوئیه",
    ],
    &[
        "agosto",
        "ago",
        "août",
        "augusti",
        "augustus",
        "agustus",
        "августа",
        "серпня",
        "sierpnia",
        "srpna",
        "ağustos",
        "αυγούστου",
        "أغسطس",
        "اوت",
    ],
    &[
        "septiembre",
        "setiembre",
        "setembro",
        "septembre",
        "settembre",
        "сентября",
        "вересня",
        "września",
        "září",
        "eylül",
        "septembrie",
        "σεπτεμβρίου",
        "سبتمبر",
        "سپتامبر",
    ],
    &[
        "octubre",
        "outubro",
        "octobre",
        "oktober",
        "okt",
        "ottobre",
        "ott",
        "октября",
        "жовтня",
        "października",
        "října",
        "ekim",
        "octombrie",
        "οκτωβρίου",
        "أكتوبر",
        "اکتبر",
    ],
    &[
        "noviembre",
        "novembro",
        "novembre",
        "ноября",
        "листопада",
        "listopada",
        "listopadu",
        "kasım",
        "noiembrie",
        "νοεμβρίου",
        "نوفمبر",
        "نوامبر",
    ],
    &[
        "diciembre",
        "dic",
        "dezembro",
        "décembre",
        "déc",
        "dezember",
        "dez",
        "dicembre",
        "desember",
        "декабря",
        "грудня",
        "grudnia",
        "prosince",
        "aralık",
        "decembrie",
        "δεκεμβρίου",
        "ديسمبر",
        "دسامبر",
    ],
];

/// The month, from 1, that a name in another language than English stands for.
pub(super) fn month_in_other_language(name: &str) -> Option<i8> {
    /// The longest name, in bytes.
    const LONGEST: usize = 24;
    if name.is_empty() || name.len() > LONGEST {
        return None;
    }
    let lower = name.to_lowercase();
    let name = lower.as_str();
    NAMES.iter().position(|names| names.contains(&name)).map(|index| index as i8 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_model::month_named;

    #[test]
    fn every_name_is_one_month() {
        let mut all: Vec<&str> = NAMES.concat();
        for name in &all {
            assert_eq!(name.to_lowercase(), *name);
            assert_eq!(month_named(name), None, "{name} is English");
            assert!(month_in_other_language(name).is_some(), "{name} is too long");
        }
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
    }

    #[test]
    fn names_in_any_case() {
        for (name, expected) in [
            ("septiembre", Some(9)),
            ("Septembre", Some(9)),
            ("MÄRZ", Some(3)),
            ("сентября", Some(9)),
            ("Eylül", Some(9)),
            ("monat", None),
            ("", None),
        ] {
            assert_eq!(month_in_other_language(name), expected, "{name}");
        }
    }
}
