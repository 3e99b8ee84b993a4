use super::*;

fn compared(one: &str, other: &str) -> Comparison {
    compare(&PreparedName::new(one), &PreparedName::new(other))
}

/// Checks a table of pairs; a reason that is given must be among those found.
fn check(verdict: Verdict, table: &[(&str, &str, Option<Reason>)]) {
    let mut wrong = Vec::new();
    for &(one, other, reason) in table {
        let found = compared(one, other);
        let explained = reason.is_none_or(|reason| found.reasons().contains(reason));
        if found.verdict() != verdict || !explained {
            wrong.push(format!("{one} / {other}: {found:?}: {}", found.reasons()));
        }
    }
    assert!(wrong.is_empty(), "not {verdict:?}:\n{}", wrong.join("\n"));
}

#[test]
fn one_name_in_several_spellings() {
    check(
        Verdict::Same,
        &[
            ("Ahmad Massoud", "Ahmed Masood", Some(Reason::Transliteration)),
            ("Ahmad Massoud", "AHMAD MASSOUD", Some(Reason::SameSpelling)),
            ("Ahmad Massoud", "Massoud, Ahmad", Some(Reason::SameSpelling)),
            ("Kabir Wasik", "Kabir Wasiq", Some(Reason::Transliteration)),
            ("Qasem Soleimani", "Maj. Gen. Ghasem Suleymani", None),
            ("Muammar Gaddafi", "Moammar Kadhafi", None),
            ("Hassan Rouhani", "ROWHANI, Hojatoleslam Hassan", None),
            ("Abd al-Rahman al-Nashiri", "Abdurrahman Nashiri", None),
            ("Abdul Rashid Dostum", "Abdurrashid Dostum", None),
            ("Nur al-Din al-Zinki", "Noureddine Zenki", None),
            ("Usama bin Laden", "BIN LADEN, Usama", None),
            ("Osama bin Laden", "Usamah Bin-Ladin", None),
            ("Vladimir Putin", "Владимир Путин", None),
            ("Volodymyr Zelensky", "Vladimir Zelenskiy", None),
            ("Aleksandr Lukashenko", "Alexander Lukashenka", None),
            ("Dmitry Peskov", "Dmitrij Peskow", None),
            ("Sergey Yastrzhembsky", "Sergei Yastrjembski", None),
            ("Slobodan Milošević", "Slobodan Milosevic", None),
            ("Xi Jinping", "Xi Jin-ping", Some(Reason::Joined)),
            ("Kim Jong-un", "Kim Jong Un", None),
            ("Gabriel García Márquez", "Gabriel Garcia Marquez", None),
            ("María de la Cruz Peralta", "Maria Delacruz Peralta", None),
        ],
    );
}

#[test]
fn one_name_in_other_forms() {
    check(
        Verdict::Same,
        &[
            ("Bill Clinton", "William Clinton", Some(Reason::Nickname)),
            ("Sasha Petrenko", "Aleksandr Petrenko", Some(Reason::Nickname)),
            ("Pepe Sarmiento", "José Sarmiento", Some(Reason::Nickname)),
            ("Vladimir Putin", "Vladimir Vladimirovich Putin", Some(Reason::FurtherAncestor)),
            ("Tarek Haddad", "Tariq bin Mohammed Hadad", Some(Reason::FurtherAncestor)),
            ("John Ellery-Stone", "John A. Ellery-Stone", Some(Reason::FurtherInitial)),
            ("Joaquín Ibarrola Zamudio", "Joaquín Ibarrola", Some(Reason::FurtherFamilyName)),
            ("Dr. Ayman Zawahiri", "Ayman al-Zawahiri", Some(Reason::SameSpelling)),
            ("James (Jim) Hedges", "James Hedges", Some(Reason::SameSpelling)),
            ("James “Jim” Hedges", "Jim Hedges", Some(Reason::Nickname)),
            ("Viktor Orbán", "Orbán Viktor", Some(Reason::OtherOrder)),
            ("George Walker", "WALKER George", Some(Reason::SameSpelling)),
        ],
    );
}

#[test]
fn what_names_alone_do_not_decide() {
    check(
        Verdict::Unsure,
        &[
            ("Ahmad Massoud", "Ahmad Shah Massoud", Some(Reason::FurtherGivenName)),
            ("Ahmad Massoud", "Massoud", Some(Reason::SinglePart)),
            ("J. Ellery-Stone", "John Ellery-Stone", Some(Reason::Initial)),
            ("J. Myers", "Jess Mears", Some(Reason::NearSpelling)),
            ("Martin Sheeley", "Martin Sheeley Jr.", Some(Reason::GenerationOnOneSide)),
            ("José García", "José García Peralta", Some(Reason::FurtherFamilyName)),
            ("Hassan Ali", "Ali Hassan", Some(Reason::DoubtfulOrder)),
            ("Zoran Bulić", "Zoran Mulić", Some(Reason::NearSpelling)),
        ],
    );
}

#[test]
fn names_of_two_persons() {
    check(
        Verdict::Different,
        &[
            ("Ahmad Massoud", "Ahmad Wali Karzai", None),
            ("Hafez al-Assad", "Bashar al-Assad", Some(Reason::OtherGivenName)),
            ("Qasem Soleimani", "Jamshid Soleimani", Some(Reason::OtherGivenName)),
            ("Martin King Sr.", "Martin King Jr.", Some(Reason::OtherGeneration)),
            ("John A. Smith", "John B. Smith", Some(Reason::OtherInitial)),
            ("Paul O. Lindqvist", "Paul Anders Lindqvist", Some(Reason::OtherInitial)),
            ("Angela Merkel", "Angela Davis", Some(Reason::OtherFamilyName)),
            ("Ahmad Karimi", "Hamid Karimi", Some(Reason::OtherGivenName)),
            ("Mohammad Omar", "Mahmud Omar", None),
            ("Oleg Ivanovich Sobolev", "Oleg Petrovich Sobolev", Some(Reason::OtherAncestor)),
            ("김정은", "김정일", None),
            ("Ahmad", "Vladimir", Some(Reason::NothingShared)),
            ("", "", Some(Reason::NothingShared)),
            ("Ahmad Massoud", "…", Some(Reason::NothingShared)),
        ],
    );
}

#[test]
fn reasons_read_as_plain_words() {
    let found = compared("Bill Clinton", "CLINTON, William J.");
    assert_eq!(found.reasons().to_string(), "a nickname, an initial more");
    assert_eq!(compared("Ahmad", "Ahmad").reasons().to_string(), "the same spelling");
}

#[test]
fn every_reason_has_words_of_its_own() {
    let mut words: Vec<String> = Reasons::all().iter().map(|reason| reason.to_string()).collect();
    let count = words.len();
    words.sort();
    words.dedup();
    assert_eq!(words.len(), count);
}
