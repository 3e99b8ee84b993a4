//! A text to its statements, sentence by sentence.

use dateline_model::ByteSpan;

use crate::chunk::{Bare, Chunk, Head, Kind as ChunkKind, Mood, NounGroup, Preposition, Voice};
use crate::chunker::chunks;
use crate::clause::{Clauses, Part, Somebody, is_somebody};
use crate::effect::{self, Between, Effect};
use crate::lexicon::{Set, noun as nouns, verb};
use crate::people::{Memory, People, Person};
use crate::role::{Of, Role, roles};
use crate::scope::{Ending, Scope, Scopes, span_of};
use crate::token::{Quote, Token, TokenKind, tokens};
use crate::{Kind, Mention, Named, Reading, Stance, Statement};

/// Longer sentences, in tokens, are not read: they are lists and tables.
const LONGEST: usize = 250;

/// What the sentences of a text say of where persons are; of those persons that are wanted,
/// by number.
///
/// For a person and a place there is one statement a sentence, the plainest. Of places of
/// which one lies in the other, the smaller is kept.
#[must_use]
pub fn statements(reading: &Reading<'_>, is_wanted: &dyn Fn(u32) -> bool) -> Vec<Statement> {
    let mut found = Vec::new();
    let mut reader = Reader { reading, is_wanted, memory: Memory::default(), quote: Quote::Closed };
    for number in 0..reading.sentences.len() {
        reader.read(number, &mut found);
    }
    found
}

struct Reader<'r, 'a> {
    reading: &'r Reading<'a>,
    is_wanted: &'r dyn Fn(u32) -> bool,
    memory: Memory,
    quote: Quote,
}

impl Reader<'_, '_> {
    fn read(&mut self, number: usize, found: &mut Vec<Statement>) {
        let span = self.reading.sentences[number];
        if self.begins_paragraph(number) {
            self.quote = Quote::Closed;
        }
        let before = self.quote;
        let (tokens, after) = tokens(self.reading.text, span, self.reading.mentions, self.quote);
        self.quote = after;
        if tokens.len() > LONGEST {
            self.memory = Memory::default();
            return;
        }
        let chunks = chunks(self.reading.text, &tokens, self.reading.mentions);
        let clauses = Clauses::new(&chunks);
        if self.memory.pair.is_none() {
            self.memory.pair_ahead = self.pair_ahead(number);
        }
        let sentence = Sentence::new(self.reading, &clauses, &tokens, &self.memory, before);
        let new = sentence.statements(number, self.is_wanted);
        let memory = sentence.memory();
        found.extend(new);
        self.memory = memory;
    }

    /// The two whom the title names, or else the next sentences, if they name no third: "The two men are gone.
    /// Massoud …, and Saleh …".
    fn pair_ahead(&self, number: usize) -> Option<(u32, u32)> {
        const AHEAD: usize = 3;
        if let [one, other] = *self.reading.in_title {
            return Some((one, other));
        }
        let sentences = &self.reading.sentences[number..];
        let first = sentences.first()?.start();
        let last = sentences.get(AHEAD).or(sentences.last())?.end();
        let mentions = self.reading.mentions;
        let from = mentions.partition_point(|mention| mention.span.start() < first);
        let mut named: Vec<u32> = Vec::new();
        for mention in mentions[from..].iter().take_while(|mention| mention.span.end() <= last) {
            if let Named::Person(person) = mention.named
                && !named.contains(&person)
            {
                named.push(person);
                if named.len() > 2 {
                    return None;
                }
            }
        }
        match named.as_slice() {
            [one, other] => Some((*one, *other)),
            _ => None,
        }
    }

    /// Whether a blank line or an indented one stands before the sentence.
    fn begins_paragraph(&self, number: usize) -> bool {
        let Some(before) = number.checked_sub(1) else { return true };
        let [before, this] = [before, number].map(|number| self.reading.sentences[number]);
        let gap = self.reading.text.get(before.end()..this.start()).unwrap_or_default();
        gap.bytes().filter(|&byte| byte == b'\n').count() > 1
    }
}

/// A sentence that is read.
struct Sentence<'s, 'c> {
    reading: &'s Reading<'s>,
    clauses: &'s Clauses<'c>,
    tokens: &'s [Token],
    scopes: Scopes<'s, 'c>,
    people: People<'s, 'c>,
    before: Quote,
}

/// A statement with what it was read from.
struct Draft {
    statement: Statement,
    place: u32,
    /// The chunk of the verb or noun.
    of: usize,
}

impl<'s, 'c> Sentence<'s, 'c> {
    fn new(
        reading: &'s Reading<'s>,
        clauses: &'s Clauses<'c>,
        tokens: &'s [Token],
        memory: &'s Memory,
        before: Quote,
    ) -> Self {
        let is_question = tokens.iter().any(|token| token.kind == TokenKind::Question);
        let ending = if is_question { Ending::Question } else { Ending::Statement };
        let scopes = Scopes::new(clauses, ending);
        let speaker = speaker(clauses);
        let (mentions, names) = (reading.mentions, reading.persons);
        let in_title = match *reading.in_title {
            [one] => Some(one),
            _ => None,
        };
        let people = People { clauses, tokens, mentions, names, memory, in_title, speaker };
        Self { reading, clauses, tokens, scopes, people, before }
    }

    fn statements(&self, number: usize, is_wanted: &dyn Fn(u32) -> bool) -> Vec<Statement> {
        let mut drafts: Vec<Draft> = Vec::new();
        for (at, chunk) in self.clauses.chunks.iter().enumerate() {
            let Some(place) = chunk.noun().and_then(|noun| noun.place) else { continue };
            for role in roles(self.clauses, at) {
                self.draft(number, at, place, role, &mut drafts);
            }
        }
        drafts.retain(|draft| is_wanted(draft.statement.person));
        self.settle(drafts)
    }

    /// One statement for a person and a place, and of nested places the smallest.
    fn settle(&self, drafts: Vec<Draft>) -> Vec<Statement> {
        let lies_in = self.reading.lies_in;
        let is_wider = |one: &Draft| {
            drafts.iter().any(|other| {
                other.statement.person == one.statement.person
                    && other.of == one.of
                    && lies_in(other.place, one.place)
                    && other.place != one.place
            })
        };
        let mut settled: Vec<(u32, Statement)> = Vec::new();
        for draft in drafts.iter().filter(|draft| !is_wider(draft)) {
            let is_known = settled.iter().any(|(place, statement)| {
                *place == draft.place && statement.person == draft.statement.person
            });
            if !is_known {
                settled.push((draft.place, draft.statement));
            }
        }
        settled.into_iter().map(|(_, statement)| statement).collect()
    }

    fn draft(&self, number: usize, at: usize, place: usize, role: Role, drafts: &mut Vec<Draft>) {
        let Some(Named::Place(place_number)) = self.mention(place).map(|m| m.named) else { return };
        let (of, people) = self.put_there(at, role);
        for (who, kind, scope) in people {
            let Some((kind, stance)) = settled(kind, &scope) else { continue };
            let scope = self.with_quotation(scope, at);
            let stance = match stance {
                Stance::Says if scope.is_attributed => Stance::Quotes,
                stance => stance,
            };
            let speaker = self.speaker_words(&scope);
            for person in self.people.persons(who) {
                let statement = Statement {
                    sentence: number,
                    person: person.number,
                    person_span: person.span,
                    via: person.via,
                    place,
                    kind,
                    stance,
                    speaker,
                    date: self.date(at),
                };
                drafts.push(Draft { statement, place: place_number, of });
            }
        }
    }

    fn mention(&self, number: usize) -> Option<&Mention> {
        self.reading.mentions.get(number)
    }

    /// Whom the place is said of, how, and under which reserve.
    fn put_there(&self, at: usize, role: Role) -> (usize, Vec<(Somebody, Kind, Scope)>) {
        match role.of {
            Of::Verb(verb) => (verb, self.by_verb(verb, role)),
            Of::Fronted(verb) => {
                let Some(group) = self.clauses.verb(verb) else { return (verb, Vec::new()) };
                let after = match self.clauses.object(verb) {
                    Some(_) => Between::Something,
                    None => Between::Nothing,
                };
                let effect = effect::of_fronted(group, role.by, after);
                (verb, self.of_effect(verb, None, effect))
            }
            Of::Noun(noun) => (noun, self.by_noun(noun, role)),
            Of::Somebody(chunk) => {
                let kind = match role.by {
                    Some(Preposition::In) => Kind::At,
                    _ => return (chunk, Vec::new()),
                };
                let scope = self.scopes.of_place(at);
                let scope = Scope { is_negated: false, ..scope };
                let who = self.clauses.joined_before(chunk);
                (chunk, who.into_iter().map(|who| (who, kind, scope)).collect())
            }
        }
    }

    fn by_verb(&self, verb: usize, role: Role) -> Vec<(Somebody, Kind, Scope)> {
        let Some(group) = self.clauses.verb(verb) else { return Vec::new() };
        let object = self.clauses.object(verb).filter(|&object| {
            self.clauses.noun(object).is_some_and(is_somebody)
                && !self.clauses.subjects(verb).iter().any(|who| who.chunk == object)
        });
        let is_subject =
            |chunk: usize| self.clauses.subjects(verb).iter().any(|who| who.chunk == chunk);
        let between = match role.between {
            // "Is Massoud in Paris?"
            Some(chunk) if is_subject(chunk) => Between::Nothing,
            Some(chunk) if self.clauses.noun(chunk).is_some_and(is_somebody) => Between::Somebody,
            // "has not set foot in Paris", "left home in Paris"
            Some(chunk) if self.is_site(chunk) && self.moves(verb) => Between::Nothing,
            Some(_) => Between::Something,
            None if object.is_some() && role.by.is_some() => Between::Somebody,
            None => Between::Nothing,
        };
        let mut group = *group;
        // "Massoud, arrested in Kabul": nobody is named whom he arrested.
        const UNDERGONE: Set = verb::HOLD.or(verb::TRANSFER);
        let may_be_undergone = group.classes.has(UNDERGONE)
            && !group.classes.has(
                verb::MOVE
                    .or(verb::STAY)
                    .or(verb::MEET)
                    .or(verb::ACT)
                    .or(verb::SAY)
                    .or(verb::LEAVE),
            )
            && between == Between::Nothing
            && role.by.is_some();
        if may_be_undergone && group.mood != Mood::Infinitive && group.mood != Mood::Ing {
            group.voice = Voice::Passive;
        }
        let effect = effect::of_verb(&group, role.by, between);
        self.of_effect(verb, object, effect)
    }

    fn is_site(&self, chunk: usize) -> bool {
        self.clauses
            .noun(chunk)
            .is_some_and(|group| matches!(group.head, Head::Noun(class) if class.has(nouns::SITE)))
    }

    fn moves(&self, verb: usize) -> bool {
        self.clauses.verb(verb).is_some_and(|group| group.classes.has(verb::MOVE))
    }

    fn of_effect(
        &self,
        verb: usize,
        object: Option<usize>,
        effect: Effect,
    ) -> Vec<(Somebody, Kind, Scope)> {
        let scope = self.scopes.of_verb(verb);
        let mut people = Vec::new();
        if let Some(kind) = effect.subject {
            people.extend(self.clauses.subjects(verb).iter().map(|&who| (who, kind, scope)));
        }
        if let (Some(kind), Some(object)) = (effect.object, object) {
            let objects = self.clauses.joined_after(object);
            // "One of its sources puts Massoud in Paris": it is the source who says so.
            let group = self.clauses.verb(verb).copied().unwrap_or_default();
            let is_said = group.classes.has(verb::PUT) || group.bare == Bare::Have;
            let source = self.clauses.subjects(verb).first().copied();
            let scope = match is_said {
                // Whoever tells of the source, the source is nearer to it.
                true => Scope { is_attributed: true, speaker: source.or(scope.speaker), ..scope },
                false => scope,
            };
            people.extend(objects.into_iter().map(|who| (who, kind, scope)));
        }
        people
    }

    /// "his arrival in Paris", "was on a visit to Paris", "the killing of Massoud in Paris".
    fn by_noun(&self, noun: usize, role: Role) -> Vec<(Somebody, Kind, Scope)> {
        let Some(group) = self.clauses.noun(noun) else { return Vec::new() };
        let Head::Noun(class) = group.head else { return Vec::new() };
        let Some(kind) = effect::of_noun(class, role.by) else { return Vec::new() };
        let scope = self.scopes.of_noun(noun);
        if group.owner.is_some() {
            return vec![(Somebody { chunk: noun, part: Part::Owner }, kind, scope)];
        }
        if self.clauses.preposition(noun + 1) == Some(Preposition::Of)
            && self.clauses.noun(noun + 2).is_some_and(is_somebody)
        {
            let who = self.clauses.joined_after(noun + 2);
            return who.into_iter().map(|who| (who, kind, scope)).collect();
        }
        if let Some(verb) = self.occasion(noun) {
            let scope = self.scopes.of_verb(verb);
            let scope = Scope { is_negated: false, is_hedged: false, ..scope };
            return self.clauses.subjects(verb).iter().map(|&who| (who, kind, scope)).collect();
        }
        // "was on a visit", "made a trip", "arrived for a visit", "held talks with him".
        let verb = self.clauses.verb_before(noun).filter(|&verb| {
            (verb + 1..noun).all(|at| {
                matches!(
                    self.clauses.kind(at),
                    Some(ChunkKind::Preposition(_) | ChunkKind::Adverb(_) | ChunkKind::Date)
                )
            })
        });
        let Some(verb) = verb else { return Vec::new() };
        const GOING: Set = verb::UNDERTAKE.or(verb::MOVE).or(verb::STAY).or(verb::LEAVE);
        const HOLDING: Set = verb::ACT.or(verb::MEET).or(verb::STAY);
        let is_event = class.has(nouns::EVENT);
        let goes = self.clauses.verb(verb).is_some_and(|group| {
            is_event && group.classes.has(HOLDING) && group.voice == Voice::Active
                || group.classes.has(GOING)
                || matches!(group.bare, Bare::Be | Bare::Have)
                || self.clauses.preposition(verb + 1).is_some() && group.classes.has(verb::ACT)
        });
        if !goes {
            return Vec::new();
        }
        let scope = self.scopes.of_verb(verb);
        let mut all: Vec<Somebody> = self.clauses.subjects(verb).to_vec();
        if is_event
            && self.clauses.preposition(noun + 1) == Some(Preposition::With)
            && self.clauses.noun(noun + 2).is_some_and(is_somebody)
        {
            all.extend(self.clauses.joined_after(noun + 2));
        }
        all.into_iter().map(|who| (who, kind, scope)).collect()
    }

    /// The verb that is done on the occasion that a noun names: "told reporters after a
    /// speech in Paris", "During a visit to Paris, he said".
    fn occasion(&self, noun: usize) -> Option<usize> {
        let before = noun.checked_sub(1)?;
        let is_occasion = matches!(
            self.clauses.kind(before),
            Some(ChunkKind::When | ChunkKind::Preposition(Preposition::In | Preposition::Other))
        );
        if !is_occasion {
            return None;
        }
        let is_told = |at: &usize| {
            self.clauses.verb(*at).is_some_and(|group| {
                group.mood == Mood::Finite && group.voice == Voice::Active && group.bare == Bare::No
            })
        };
        let is_boundary = |at: usize| {
            matches!(
                self.clauses.kind(at),
                Some(ChunkKind::Comma | ChunkKind::Break(_) | ChunkKind::That | ChunkKind::Who)
            )
        };
        if before == 0 {
            let comma = (noun..self.clauses.chunks.len()).find(|&at| is_boundary(at))?;
            return (comma..self.clauses.chunks.len()).find(is_told);
        }
        let verb = self.clauses.verb_before(before).filter(is_told)?;
        (!(verb + 1..before).any(is_boundary)).then_some(verb)
    }

    /// What is in quotation marks is somebody's words.
    fn with_quotation(&self, scope: Scope, at: usize) -> Scope {
        let is_quoted = self.clauses.chunks[at].is_quoted;
        // Single words in quotation marks are the text's own.
        let quoted_verb = |chunk: &Chunk| chunk.is_quoted && chunk.verb().is_some();
        let is_speech = is_quoted
            && (self.before == Quote::Open || self.clauses.chunks.iter().any(quoted_verb));
        Scope {
            is_attributed: scope.is_attributed || is_speech,
            speaker: scope.speaker.or(self.people.speaker.filter(|_| is_speech)),
            ..scope
        }
    }

    fn speaker_words(&self, scope: &Scope) -> Option<ByteSpan> {
        if !scope.is_attributed {
            return None;
        }
        match scope.speaker {
            Some(speaker) => self.words(speaker),
            None if self.before == Quote::Open => self.people.memory.quoted.map(|(_, span)| span),
            None => None,
        }
    }

    /// The words of a group of nouns.
    fn words(&self, who: Somebody) -> Option<ByteSpan> {
        let chunk = self.clauses.chunks.get(who.chunk)?;
        if who.part == Part::Owner {
            let first = self.tokens.get(chunk.first)?;
            return Some(first.span);
        }
        let first = self.tokens.get(chunk.first)?;
        let last = self.tokens.get(self.end_of_words(who.chunk)?.checked_sub(1)?)?;
        Some(span_of(first.span, last.span))
    }

    /// One past the last token of a group of nouns with what "of" and "for" add to it: "a
    /// spokesman for the resistance".
    fn end_of_words(&self, noun: usize) -> Option<usize> {
        let mut at = noun;
        while matches!(self.clauses.preposition(at + 1), Some(Preposition::Of | Preposition::For))
            && self.clauses.noun(at + 2).is_some()
        {
            at += 2;
        }
        self.clauses.chunks.get(at).map(|chunk| chunk.end)
    }

    /// The date that goes with a place: the nearest with no verb of another clause between.
    fn date(&self, place: usize) -> Option<usize> {
        let chunks = self.clauses.chunks;
        let number = |at: usize| match self.tokens.get(chunks[at].end.checked_sub(1)?)?.kind {
            TokenKind::Mention(number) => Some(number),
            _ => None,
        };
        let is_date = |at: &usize| chunks[*at].kind == ChunkKind::Date;
        let stops = |at: &usize| {
            matches!(
                chunks[*at].kind,
                ChunkKind::That
                    | ChunkKind::When
                    | ChunkKind::Who
                    | ChunkKind::But
                    | ChunkKind::Which
            )
        };
        let told = self.end_of_dateline();
        let after = (place + 1..chunks.len())
            .take_while(|at| !stops(at) && chunks[*at].verb().is_none())
            .find(is_date);
        let mut verbs = 0;
        let before = (told..place)
            .rev()
            .take_while(|at| {
                verbs += usize::from(chunks[*at].verb().is_some());
                !stops(at) && verbs < 2
            })
            .find(is_date);
        let fronted = (told..place).find(is_date).filter(|&at| at < told + 3);
        after.or(before).or(fronted).and_then(number)
    }

    /// Where what is told begins, after a place and a date that only say where and when it was
    /// written: "LISBON, May 3 (Reuters) —".
    fn end_of_dateline(&self) -> usize {
        let chunks = self.clauses.chunks;
        let is_of_head = |chunk: &&Chunk| {
            matches!(
                chunk.kind,
                ChunkKind::Noun(_) | ChunkKind::Comma | ChunkKind::Date | ChunkKind::Break(_)
            )
        };
        let head = &chunks[..chunks.iter().take_while(is_of_head).count()];
        let is_place = |group: &NounGroup| !matches!(group.head, Head::Person(_));
        if !head.first().and_then(Chunk::noun).is_some_and(is_place) {
            return 0;
        }
        let date = head.iter().position(|chunk| chunk.kind == ChunkKind::Date);
        let is_mark = |chunk: &Chunk| matches!(chunk.kind, ChunkKind::Break(_));
        let mark = head.iter().rposition(is_mark);
        match date.zip(mark) {
            Some((date, mark)) if date < mark => mark + 1,
            _ => 0,
        }
    }

    /// What the next sentence may look back to.
    fn memory(&self) -> Memory {
        let spoken = self.people.speaker.and_then(|who| {
            let Person { number, .. } = self.people.person(who)?;
            Some((number, self.words(who)?))
        });
        let goes_on = self.before == Quote::Open;
        let quoted = spoken.or(self.people.memory.quoted.filter(|_| goes_on));
        self.people.remembered(quoted)
    }
}

/// The kind and stance of what is said, with the reserve made.
///
/// Who has not left is there: of what is denied of leaving, the place is said. Nothing is
/// said by a wish or a condition.
fn settled(kind: Kind, scope: &Scope) -> Option<(Kind, Stance)> {
    if scope.is_supposed && !scope.is_asked {
        return None;
    }
    if kind == Kind::From && scope.is_negated {
        let scope = Scope { is_negated: false, ..*scope };
        return Some((Kind::At, scope.stance()));
    }
    Some((kind, scope.stance()))
}

/// Who says something in the sentence: the subject of its verb of saying.
fn speaker(clauses: &Clauses<'_>) -> Option<Somebody> {
    let says = |at: &usize| {
        clauses.verb(*at).is_some_and(|group| {
            group.classes.has(verb::SAY)
                && group.mood == Mood::Finite
                && !clauses.chunks[*at].is_quoted
        })
    };
    let verb =
        (0..clauses.chunks.len()).filter(says).find(|&at| !clauses.subjects(at).is_empty())?;
    clauses.subjects(verb).first().copied()
}
