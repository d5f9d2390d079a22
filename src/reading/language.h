#pragma once
// A language is a data file (data/languages/*.ini): sections of `label = phrase | phrase`. What
// each section is for stands in docs/reading.md.
#include <string>
#include <string_view>

#include "base/diagnostics.h"
#include "reading/phrases.h"

namespace corridor::reading {

struct Language {
  std::string name;
  char32_t decimal_mark = U'.';  ///< decides where `1.234 million` could be either

  // Numbers
  PhraseTable numbers;         ///< 12 = twelve; 12~ = dozen (meant loosely); 0! = no
  PhraseTable multipliers;     ///< 1000 = thousand
  PhraseTable suffixes;        ///< 1000 = K: a capital glued to digits
  PhraseTable articles;        ///< before a multiplier: a hundred
  PhraseTable number_joiners;  ///< 100 = and: joins after hundreds
  PhraseTable fractions;       ///< 0.25 = a quarter; 0.25+ = quarters (only after a number)
  PhraseTable vague;           ///< dozens, several hundred: a statement without a number
  PhraseTable percent;         ///< %, per cent
  PhraseTable ordinals;        ///< endings directly after digits: 3rd
  // Around a number
  PhraseTable qualifiers;          ///< about, at_least, at_most before the number
  PhraseTable qualifiers_after;    ///< 200 or more
  PhraseTable fillers;             ///< another, a further, the: between qualifier and number
  PhraseTable range_begin;         ///< between, from
  PhraseTable range_middle;        ///< and, to, -
  PhraseTable rates;               ///< per_hour = an hour | hourly
  PhraseTable additions;           ///< another, more arrivals: not all so far
  PhraseTable not_counted_before;  ///< no., magnitude, article
  PhraseTable not_counted_after;   ///< km, dollars, years
  PhraseTable currencies;          ///< names of money; codes and signs are known
  PhraseTable per_person;          ///< person = per person: of goods a rate; x = for every: a norm
  PhraseTable norms;               ///< standard, should: what is per person is a norm, no count
  // What is counted
  PhraseTable people;      ///< label: the subject when nothing is said to have happened to them
  PhraseTable groups;      ///< narrower groups of people; the label goes before the subject
  PhraseTable things;      ///< label: unit, or unit and subject
  PhraseTable materials;   ///< of litres: fuel, water
  PhraseTable losses;      ///< lost, looted: goods of which it is said are no aid
  PhraseTable pronouns;    ///< of them, of whom: counts what was counted before
  PhraseTable partitives;  ///< of the, de: between number and noun
  PhraseTable of_a_whole;  ///< of the: between the number of a part and that of its whole
  PhraseTable subset;      ///< including, among them
  PhraseTable serves;      ///< for, shared by: between things and the people who use them
  PhraseTable states;      ///< killed = killed | dead; `killed>` only before, `killed<` only after
  PhraseTable passives;    ///< were, have been: what follows happened to those before
  PhraseTable function_words;  ///< end a noun phrase
  PhraseTable clause_breaks;   ///< but, while, who: begin another clause
  // Yes or no
  PhraseTable supplies;       ///< electricity = electricity | power
  PhraseTable supply_absent;  ///< no, without: before
  PhraseTable supply_off;     ///< cut, down: after
  PhraseTable supply_on;      ///< restored
  PhraseTable passages;       ///< road_open = road | highway
  PhraseTable passage_closed;
  PhraseTable passage_open;
  PhraseTable for_a_while;  ///< for, during: before a length of which it is over
  PhraseTable goes_on;      ///< has been: it is not over
  PhraseTable whole_facts;  ///< ceasefire_holds 1 = ceasefire is holding
  PhraseTable parts;        ///< part of, most of: what follows is not said of the whole
  // Who and how
  PhraseTable according_to;
  PhraseTable speech;       ///< fact = said; fear = warned: verbs with a speaker
  PhraseTable auxiliaries;  ///< between speaker and verb: has, later, also
  PhraseTable speakers;     ///< government = ministry | mayor: nouns of who can speak
  PhraseTable countries;    ///< names of states: their governments speak
  PhraseTable speaker_pronouns;
  PhraseTable speaker_breaks;  ///< that, and: end a name on its left side
  PhraseTable speaker_by;      ///< an assessment by X
  PhraseTable audiences;       ///< reporters, in a statement: between the verb and the day
  PhraseTable determiners;     ///< the, a: left out of names
  PhraseTable modality;        ///< plan = will; fear = could: cues without a speaker; ordered =
                               ///< were ordered to: a plan whose day has been
  // When
  PhraseTable weekdays;      ///< 1 = Monday
  PhraseTable months;        ///< 1 = January
  PhraseTable days;          ///< -1 = yesterday
  PhraseTable day_parts;     ///< morning, evening: after a day, without effect
  PhraseTable day_times;     ///< 720 = noon: minutes after midnight
  PhraseTable clock_marks;   ///< 0 = am, 12 = pm, h, o'clock: after a number
  PhraseTable clock_before;  ///< at, by, as of: before a number that is an hour
  PhraseTable since;
  PhraseTable until;  ///< by, as of
  PhraseTable last;   ///< before a weekday
  PhraseTable next;
  PhraseTable last_after;  ///< after a weekday (mardi dernier)
  PhraseTable next_after;
  PhraseTable past_periods;  ///< in the past, the last: before a length
  PhraseTable ago_before;    ///< il y a
  PhraseTable ago_after;     ///< ago, earlier
  PhraseTable lengths;       ///< hours: 1 = hour | hours, 24 = day
  PhraseTable periods;       ///< last_week, this_week, next_week, last_month, weekend, next_weekend
  PhraseTable periods_to;    ///< 7 = the week to: so many days that end on the day behind it
  PhraseTable before_that;   ///< 1 = the day before, 7 = the week before: of the time named before
  PhraseTable month_parts;   ///< 11-20 = mid -: days of the month that follows
  PhraseTable so_far;        ///< to date: a tally, with no other count's day; passage = have: only
                             ///< of people who cross, leave, register
  PhraseTable as_of;         ///< in a heading: holds for the whole report
  PhraseTable years_before;  ///< in, since, of: before a bare year
  PhraseTable asides;        ///< despite, apart from: another time and place follow
  PhraseTable comparisons;   ///< compared with, down from: the same at another time follows
  PhraseTable after_event;   ///< after, following: the day is that of the beginning
  // Where
  PhraseTable place_at;         ///< in, near: before a place
  PhraseTable place_to;         ///< to, into, reached
  PhraseTable place_from;       ///< from, left
  PhraseTable place_words;      ///< the town of, neighbouring: between these and the name
  PhraseTable place_away;       ///< km north of: the place behind only says where another lies
  PhraseTable place_relatives;  ///< , which: behind a place, what follows is said of it
  PhraseTable place_pronouns;   ///< the camp, the stadium: the place that was named before
  PhraseTable place_wider;      ///< district, region: after the name; more than the place is meant

  PhraseTable abbreviations;  ///< do not end a sentence
};

/// Reads a language file. Problems are added to `diagnostics` under `file`.
Language parse_language(std::string_view text, const std::string& file, Diagnostics& diagnostics);

/// The text of a language that is built in (`en`), empty when there is none of that name.
std::string_view built_in_language(std::string_view code);
/// Codes of the languages that are built in.
std::vector<std::string> built_in_languages();

}  // namespace corridor::reading
