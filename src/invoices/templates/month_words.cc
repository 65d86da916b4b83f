#include "invoices/templates/month_words.h"

#include <algorithm>
#include <array>

#include "core/text.h"

namespace telar::invoices::templates {
namespace {

struct Language {
  std::string_view code;
  std::string_view months;  ///< Twelve groups parted by ';', words of a group by ' '; folded.
};

constexpr Language kLanguages[] = {
    {"en",
     "january jan;february feb;march mar;april apr;may;june jun;july jul;august aug;september sep "
     "sept;october oct;november nov;december dec"},
    {"es",
     "enero ene;febrero feb;marzo mar;abril abr;mayo may;junio jun;julio jul;agosto ago;septiembre "
     "setiembre sep sept set;octubre oct;noviembre nov;diciembre dic"},
    {"pt",
     "janeiro jan;fevereiro fev;marco mar;abril abr;maio mai;junho jun;julho jul;agosto "
     "ago;setembro set;outubro out;novembro nov;dezembro dez"},
    {"fr",
     "janvier janv jan;fevrier fevr fev;mars mar;avril avr;mai;juin;juillet juil jul;aout "
     "aou;septembre sept sep;octobre oct;novembre nov;decembre dec"},
    {"de",
     "januar janner jan;februar feb;marz mrz maerz mar;april apr;mai;juni jun;juli jul;august "
     "aug;september sept sep;oktober okt;november nov;dezember dez"},
    {"nl",
     "januari jan;februari feb;maart mrt;april apr;mei;juni jun;juli jul;augustus aug;september "
     "sep "
     "sept;oktober okt;november nov;december dec"},
    {"it",
     "gennaio gen;febbraio feb;marzo mar;aprile apr;maggio mag;giugno giu;luglio lug;agosto "
     "ago;settembre set sett;ottobre ott;novembre nov;dicembre dic"},
    {"ca",
     "gener gen;febrer febr feb;marc mar;abril abr;maig mai;juny jun;juliol jul;agost ag;setembre "
     "set;octubre oct;novembre nov;desembre des"},
    {"pl",
     "stycznia styczen sty;lutego luty lut;marca marzec mar;kwietnia kwiecien kwi;maja maj;czerwca "
     "czerwiec cze;lipca lipiec lip;sierpnia sierpien sie;wrzesnia wrzesien wrz;pazdziernika "
     "pazdziernik paz;listopada listopad lis;grudnia grudzien gru"},
    {"cs",
     "ledna leden led;unora unor uno;brezna brezen bre;dubna duben dub;kvetna kveten kve;cervna "
     "cerven cer;cervence cervenec;srpna srpen srp;zari zar;rijna rijen rij;listopadu listopad "
     "lis;prosince prosinec pro"},
    {"da",
     "januar jan;februar feb;marts mar;april apr;maj;juni jun;juli jul;august aug;september sep "
     "sept;oktober okt;november nov;december dec"},
    {"nb",
     "januar jan;februar feb;mars mar;april apr;mai;juni jun;juli jul;august aug;september sep "
     "sept;oktober okt;november nov;desember des"},
    {"sv",
     "januari jan;februari feb;mars mar;april apr;maj;juni jun;juli jul;augusti aug;september sep "
     "sept;oktober okt;november nov;december dec"},
    {"fi",
     "tammikuuta tammikuu tammi;helmikuuta helmikuu helmi;maaliskuuta maaliskuu maalis;huhtikuuta "
     "huhtikuu huhti;toukokuuta toukokuu touko;kesakuuta kesakuu kesa;heinakuuta heinakuu "
     "heina;elokuuta elokuu elo;syyskuuta syyskuu syys;lokakuuta lokakuu loka;marraskuuta "
     "marraskuu "
     "marras;joulukuuta joulukuu joulu"},
    {"ro",
     "ianuarie ian;februarie feb;martie mar;aprilie apr;mai;iunie iun;iulie iul;august "
     "aug;septembrie sept;octombrie oct;noiembrie noi;decembrie dec"},
    {"hu",
     "januar jan;februar febr feb;marcius marc;aprilis apr;majus maj;junius jun;julius "
     "jul;augusztus aug;szeptember szept;oktober okt;november nov;december dec"},
    {"tr",
     "ocak oca;subat sub;mart mar;nisan nis;mayis may;haziran haz;temmuz tem;agustos agu;eylul "
     "eyl;ekim eki;kasim kas;aralik ara"},
    {"hr",
     "sijecnja sijecanj sij;veljace veljaca velj;ozujka ozujak ozu;travnja travanj tra;svibnja "
     "svibanj svi;lipnja lipanj lip;srpnja srpanj srp;kolovoza kolovoz kol;rujna rujan "
     "ruj;listopada listopad lis;studenoga studenog studeni stu;prosinca prosinac pro"},
    {"id",
     "januari jan;februari feb;maret mar;april apr;mei;juni jun;juli jul;agustus agu "
     "agt;september sep;oktober okt;november nov;desember des"},
    {"ms",
     "januari jan;februari feb;mac;april apr;mei;jun;julai jul;ogos ogo;september sep;oktober "
     "okt;november nov;disember dis"},
    {"ru",
     "января январь янв;февраля февраль фев;марта март мар;апреля апрель апр;мая май;июня июнь "
     "июн;июля июль июл;августа август авг;сентября сентябрь сен сент;октября октябрь окт;ноября "
     "ноябрь ноя;декабря декабрь дек"},
};

constexpr std::string_view kFillers[] = {
    // what joins the parts
    "de",
    "del",
    "of",
    "the",
    "le",
    "la",
    "du",
    "den",
    "der",
    "dem",
    "am",
    "op",
    "d",
    "em",
    "il",
    "el",
    "di",
    "do",
    "da",
    "r",
    "roku",
    "e",
    "er",
    "st",
    "nd",
    "rd",
    "th",
    "ste",
    "a",
    "on",
    // weekdays: English, Spanish, French, German, Dutch, Italian
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "wed",
    "thu",
    "fri",
    "sat",
    "sun",
    "lunes",
    "martes",
    "miercoles",
    "jueves",
    "viernes",
    "sabado",
    "domingo",
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "samedi",
    "dimanche",
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
    "sonntag",
    "maandag",
    "dinsdag",
    "woensdag",
    "donderdag",
    "vrijdag",
    "zaterdag",
    "zondag",
    "lunedi",
    "martedi",
    "mercoledi",
    "giovedi",
    "venerdi",
    "sabato",
    "domenica",
    "ma",
    "di",
    "wo",
    "vr",
    "za",
    "zo",
};

std::string Plain(std::string_view word) {
  while (word.ends_with('.')) word.remove_suffix(1);
  std::u32string letters = DecodeUtf8(Fold(word));
  for (char32_t& c : letters) {
    if (c >= 0x410 && c <= 0x42F) c += 0x20;  // Cyrillic capitals
  }
  return EncodeUtf8(letters);
}

}  // namespace

unsigned MonthOfWord(std::string_view word, std::span<const std::string> languages) {
  const std::string plain = Plain(word);
  if (plain.empty()) return 0;
  for (const Language& language : kLanguages) {
    const bool wanted = languages.empty() ||
                        std::any_of(languages.begin(), languages.end(),
                                    [&](const auto& l) { return AsciiLower(l) == language.code; });
    if (!wanted) continue;
    unsigned month = 0;
    for (const std::string_view group : Split(language.months, ';')) {
      ++month;
      for (const std::string_view known : Split(group, ' ')) {
        if (known == plain) return month;
      }
    }
  }
  return 0;
}

bool IsDateFiller(std::string_view word) {
  const std::string plain = Plain(word);
  return std::find(std::begin(kFillers), std::end(kFillers), plain) != std::end(kFillers);
}

}  // namespace telar::invoices::templates
