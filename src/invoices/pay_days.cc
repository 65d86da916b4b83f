#include "invoices/pay_days.h"

#include <algorithm>
#include <string_view>

#include "core/text.h"
#include "invoices/characters.h"
#include "invoices/date_words.h"

namespace telar::invoices {
namespace {

constexpr std::size_t kMostDates = 8;
constexpr std::size_t kMostAtoms = 24;  // a sentence says no more of a date further away

// A word that ends with '.' is whole, others are how a word begins. All are folded.
constexpr std::string_view kUntil[] = {
    "by.",    "before.", "until.",  "than.",   "bis.",   "spatestens.", "avant.", "tard.",
    "jusqu.", "antes.",  "hasta.",  "tardar.", "entro.", "oltre.",      "voor.",  "uiterlijk.",
    "ate.",   "do.",     "senast.", "senest.", "innen.", "inden.",      "dnia.",  "latest."};
constexpr std::string_view kOn[] = {"on.",   "after.",     "around.", "about.", "am.",     "zum.",
                                    "ab.",   "le.",        "au.",     "el.",    "il.",     "op.",
                                    "rond.", "omstreeks.", "em.",     "den.",   "partir.", "dia."};
// Between such a word and the date.
constexpr std::string_view kArticles[] = {"the.", "zum.", "le.", "au.",  "el.",  "del.", "de.",
                                          "il.",  "al.",  "op.", "den.", "dia.", "ao.",  "dnia."};

constexpr std::string_view kPaying[] = {
    "pay.",      "payment",   "payable",  "due.",     "settle",    "remit",     "zahl",
    "uberweis",  "ueberweis", "begleich", "bezahlen", "entricht",  "payer.",    "paiement",
    "regler.",   "reglement", "virement", "pagar",    "pago.",     "pague",     "abonar",
    "pagamento", "pagavel",   "saldare.", "bonifico", "betalen",   "betaling.", "betale",
    "betala",    "betalning", "betalt.",  "voldoen",  "maken.",    "overmaken", "overschrijven",
    "zaplat",    "zaplac",    "platn",    "wplac",    "tillhanda", "innbetal",  "indbetal",
    "fallig",    "faellig"};
constexpr std::string_view kDebiting[] = {
    "due.",       "fallig",  "faellig",   "abgebucht",    "abbuch",       "buchen.",
    "eingezogen", "einzug",  "einziehen", "lastschrift",  "prelev",       "debite.",
    "payer.",     "regler.", "pagar.",    "pagare.",      "cargar",       "adeud",
    "domicili",   "addebit", "incass",    "geincasseerd", "afgeschreven", "schrijven.",
    "debito.",    "voldoen", "betalen",   "trekkes",      "trakkes",      "betales"};
// A debit in English is one to come only with a word that says so.
constexpr std::string_view kEnglishDebit[] = {"debit", "collect", "charge", "take"};
constexpr std::string_view kToCome[] = {"will.", "ll.", "direct."};
constexpr std::string_view kWithoutDiscount[] = {"netto.", "net.", "abzug."};
// What happened, what is delivered and how long something holds.
constexpr std::string_view kOtherMatter[] = {
    "received", "recu",   "recibid", "ricevut",  "ontvangen", "eingegangen", "berucksichtig",
    "verbucht", "wurde",  "worden.", "was.",     "were.",     "been.",       "ete.",
    "sido.",    "stato.", "werd.",   "zostal",   "valid",     "valab",       "gultig",
    "vigen",    "kundig", "cancel",  "widerspr", "deliver",   "liefer",      "livr"};
constexpr std::string_view kDiscount[] = {"skont",  "escompte",  "discount", "korting",
                                          "sconto", "descuento", "desconto", "kassarabat"};
constexpr std::string_view kNoDiscount[] = {"no.",   "pas.", "sans.",  "ohne.", "kein",
                                            "geen.", "sin.", "senza.", "sem.",  "neant."};

template <std::size_t N>
bool Among(std::string_view word, const std::string_view (&list)[N]) {
  return std::any_of(std::begin(list), std::end(list), [&](std::string_view entry) {
    if (!entry.ends_with('.')) return word.starts_with(entry);
    entry.remove_suffix(1);
    return word == entry;
  });
}

/// The end of a sentence in `text`: a full stop, not that of an abbreviation or a number, and a
/// blank.
std::size_t FullStop(std::string_view text) {
  for (std::size_t at = text.find(". "); at != std::string_view::npos;
       at = text.find(". ", at + 1)) {
    const std::size_t blank = text.substr(0, at).find_last_of(' ');
    const std::string_view word =
        text.substr(blank == std::string_view::npos ? 0 : blank + 1,
                    at - (blank == std::string_view::npos ? 0 : blank + 1));
    if (word.size() > 4 || (word.empty() && at > 0) || at == 0) return at;
    if (CountDigits(word) == 4 && word.size() == 4) return at;
  }
  return std::string_view::npos;
}

/// Where the words of the second of two dates begin in the text between them.
std::size_t Cut(std::string_view between) {
  std::size_t cut = std::min(between.find(';'), FullStop(between));
  for (const std::string_view word : {" oder ", " or ", " ou ", " of ", " o ", " bzw", " eller "})
    cut = std::min(cut, between.find(word));
  for (std::size_t at = between.find(','); at != std::string_view::npos;
       at = between.find(',', at + 1)) {
    const bool decimal = at + 1 < between.size() && IsDigit(between[at + 1]);
    if (!decimal) return std::min(cut, at);
  }
  return cut;
}

class Sentence {
 public:
  Sentence(const Row& row, const std::vector<PrintedDate>& dates, std::size_t index)
      : row_(row), date_(dates[index].span), whole_(row.SegmentAt(date_.begin)) {
    const std::string_view head = row.Text({whole_.begin, date_.begin});
    for (std::size_t stop = FullStop(head), from = 0; stop != std::string_view::npos;
         stop = FullStop(head.substr(from))) {
      from += stop + 1;
      whole_.begin += stop + 1;
    }
    const std::string_view tail = row.Text({date_.end, std::max(whole_.end, date_.end)});
    if (const std::size_t stop = FullStop(tail); stop != std::string_view::npos)
      whole_.end = date_.end + stop;
    for (const PrintedDate& other : dates) {
      if (other.span.end <= date_.begin)
        whole_.begin = std::max(whole_.begin, Parting(other.span, date_));
      if (other.span.begin >= date_.end)
        whole_.end = std::min(whole_.end, Parting(date_, other.span));
    }
    Collect();
  }

  bool IsNet() const { return Any(kWithoutDiscount); }

  PayDay Says() const {
    if (HasDiscount()) return PayDay::kEarly;
    if (ToBePaid() && Follows(kUntil)) return PayDay::kDue;
    if (atoms_.empty() || Any(kOtherMatter)) return PayDay::kNone;
    if (Follows(kUntil)) return IsNet() || Any(kPaying) ? PayDay::kDue : PayDay::kNone;
    if (!Follows(kOn)) return PayDay::kNone;
    const bool debit = Any(kDebiting) || (Any(kEnglishDebit) && Any(kToCome));
    return debit ? PayDay::kDue : PayDay::kNone;
  }

 private:
  /// Where the words of the first of two dates end and those of the second begin.
  std::size_t Parting(const Span& first, const Span& second) const {
    const std::string_view between = row_.Text({first.end, second.begin});
    if (const std::size_t cut = Cut(between); cut < between.size()) return first.end + cut;
    // "bis 20.05. 2 % Skonto bis 03.06. netto"
    for (std::size_t i = AtomsBefore(second.begin); i-- > 0;) {
      const Atom& atom = row_.atoms[i];
      if (atom.span.begin < first.end) break;
      if (Among(atom.folded, kUntil)) return atom.span.begin;
      if (!Among(atom.folded, kArticles)) break;
    }
    return first.end;
  }

  std::size_t AtomsBefore(std::size_t at) const {
    const auto found = std::lower_bound(
        row_.atoms.begin(), row_.atoms.end(), at,
        [](const Atom& atom, std::size_t begin) { return atom.span.begin < begin; });
    return static_cast<std::size_t>(found - row_.atoms.begin());
  }

  void Collect() {
    const std::vector<Atom>& all = row_.atoms;
    const std::size_t date = AtomsBefore(date_.begin);
    std::size_t first = date;
    while (first > 0 && date - first < kMostAtoms && all[first - 1].span.begin >= whole_.begin)
      --first;
    before_ = date - first;
    for (std::size_t i = first; i < date; ++i) atoms_.push_back(&all[i]);
    const std::size_t behind = AtomsBefore(date_.end);
    for (std::size_t i = behind; i < std::min(behind + kMostAtoms, all.size()); ++i) {
      if (all[i].span.end > whole_.end) break;
      atoms_.push_back(&all[i]);
    }
  }

  template <std::size_t N>
  bool Any(const std::string_view (&list)[N]) const {
    return std::any_of(atoms_.begin(), atoms_.end(),
                       [&](const Atom* atom) { return Among(atom->folded, list); });
  }

  /// True when one of the words stands right before the date, but for articles and a weekday.
  template <std::size_t N>
  bool Follows(const std::string_view (&list)[N]) const {
    for (std::size_t i = before_, steps = 0; i-- > 0 && steps < 4; ++steps) {
      const std::string_view word = atoms_[i]->folded;
      if (Among(word, list)) return true;
      if (!Among(word, kArticles) && (word.size() < 2 || WeekdaysOf(word) == 0)) return false;
    }
    return false;
  }

  /// "To be paid by", "must be received by".
  bool ToBePaid() const {
    for (std::size_t i = 1; i < atoms_.size(); ++i) {
      const std::string_view word = atoms_[i]->folded;
      if ((word == "paid" || word == "received") && atoms_[i - 1]->folded == "be") return true;
    }
    return false;
  }

  /// "2 % Skonto", "Escompte 2%"; neither "0 % Skonto" nor "pas d'escompte".
  bool HasDiscount() const {
    for (std::size_t i = 0; i < atoms_.size(); ++i) {
      if (!Among(atoms_[i]->folded, kDiscount)) continue;
      const std::size_t from = i < 3 ? 0 : i - 3, end = std::min(i + 4, atoms_.size());
      bool percent = false, none = false;
      for (std::size_t near = from; near < end; ++near) {
        percent = percent || IsPercent(*atoms_[near]);
        none = none || Among(atoms_[near]->folded, kNoDiscount);
      }
      if (percent && !none) return true;
    }
    return false;
  }

  bool IsPercent(const Atom& atom) const {
    if (atom.folded.find_first_of("123456789") == std::string::npos) return false;
    std::string_view rest = std::string_view(row_.text).substr(atom.span.end, 8);
    const std::size_t sign = rest.find_first_not_of(" ,.0123456789");
    return sign != std::string_view::npos && rest[sign] == '%';
  }

  const Row& row_;
  Span date_, whole_;
  std::vector<const Atom*> atoms_;
  std::size_t before_ = 0;  // how many of them stand before the date
};

}  // namespace

PayDay PayDayOf(const Row& row, const std::vector<PrintedDate>& dates, std::size_t index) {
  if (dates.size() > kMostDates) return PayDay::kNone;
  const Sentence sentence(row, dates, index);
  const PayDay says = sentence.Says();
  if (says != PayDay::kNone || !sentence.IsNet()) return says;
  // "2% Skonto (20.05.2023), netto (03.06.2023)": beside the day of a discount, one without.
  for (std::size_t other = 0; other < dates.size(); ++other) {
    if (other != index && Sentence(row, dates, other).Says() == PayDay::kEarly) return PayDay::kDue;
  }
  return PayDay::kNone;
}

}  // namespace telar::invoices
