#include "invoices/templates/date_language.h"

#include <algorithm>

#include "core/text.h"

namespace telar::invoices::templates {
namespace {

constexpr DateLanguage kLanguages[] = {
    {"en", "MDY", "MDY",
     "january jan;february feb;march mar;april apr;may;june jun;july jul;august "
     "aug;september sep sept;october oct;november nov;december dec",
     "monday mon mo tuesday tues tue tu wednesday wed we thursday thurs thu th friday fri fr "
     "saturday sat sa sunday sun su",
     "st nd rd th of the on at and ad m about by from just h hr hrs hour hours", "am", "pm"},
    {"ru", "DMY", "DMY",
     "января январь янв;февраля февраль фев февр;марта март мар;апреля апрель апр;мая "
     "май;июня июнь июн;июля июль июл;августа август авг;сентября сентябрь сен сент;октября "
     "октябрь окт;ноября ноябрь ноя нояб;декабря декабрь дек",
     "понедельник пн пнд вторник вт втр среда среду ср срд четверг чт чтв пятница пятницу пт "
     "птн суббота субботу сб сбт воскресенье воскресение вс вск",
     "г год года в во и от около ч час часа часов", "дп am", "пп pm"},
    {"es", "DMY", "DMY",
     "enero ene;febrero feb;marzo mar;abril abr;mayo may;junio jun;julio jul;agosto "
     "ago;septiembre setiembre sep sept set;octubre oct;noviembre nov;diciembre dic",
     "lunes lun lu martes mar miercoles mie mier mi jueves jue ju viernes vie vi sabado sab "
     "sa domingo dom do",
     "a las la los el de del en y cerca dia ano h hora horas", "am", "pm"},
    {"fr", "DMY", "DMY",
     "janvier janv jan;fevrier fevr fev;mars mar;avril avr;mai;juin jun;juillet juil "
     "jul;aout aou;septembre sept sep;octobre oct;novembre nov;decembre dec",
     "lundi lun lu mardi mar ma mercredi mer me jeudi jeu je vendredi ven ve samedi sam sa "
     "dimanche dim di",
     "le la l d du de er et a environ vers an annee h heure heures", "am", "pm"},
    {"de", "DMY", "DMY",
     "januar janner jan jaenner;februar feb feber;marz mrz maerz mar;april apr;mai;juni "
     "jun;juli jul;august aug;september sept sep;oktober okt;november nov;dezember dez",
     "montag mon mo dienstag die di mittwoch mit mi donnerstag don do freitag fre fr samstag "
     "sonnabend sam sa sonntag son so",
     "den der dem am um und etwa ab uhr h jahr", "vorm am", "nachm pm"},
    {"tr", "DMY", "DMY",
     "ocak oca;subat sub;mart mar;nisan nis;mayis may;haziran haz;temmuz tem;agustos "
     "agu;eylul eyl;ekim eki;kasim kas;aralik ara",
     "pazartesi pzt sali sal carsamba crs car persembe prs per cuma cum cumartesi cmt pazar "
     "paz",
     "ve gunu saat yili", "am", "pm"},
    {"pt", "DMY", "DMY",
     "janeiro jan;fevereiro fev;marco mar;abril abr;maio mai;junho jun;julho jul;agosto "
     "ago;setembro set septembro;outubro out;novembro nov;dezembro dez",
     "segunda seg terca ter quarta qua quinta qui sexta sex sabado sab domingo dom",
     "a as o aos de do da e em dia feira cerca ano h hora horas", "am", "pm"},
    {"it", "DMY", "DMY",
     "gennaio gen;febbraio feb;marzo mar;aprile apr;maggio mag;giugno giu;luglio lug;agosto "
     "ago;settembre set sett;ottobre ott;novembre nov;dicembre dic",
     "lunedi lun martedi mar mercoledi mer giovedi gio venerdi ven sabato sab domenica dom",
     "il l lo la di del dell alle ore ora circa e a h anno", "am", "pm"},
    {"nl", "DMY", "DMY",
     "januari jan;februari feb;maart mrt maa;april apr;mei;juni jun;juli jul;augustus "
     "aug;september sep sept;oktober okt;november nov;december dec",
     "maandag ma dinsdag di woensdag wo donderdag do vrijdag vr zaterdag za zondag zo",
     "op de den der ste e om uur u h jaar", "am", "pm"},
    {"pl", "DMY", "DMY",
     "stycznia styczen sty styczniu;lutego luty lut lutym;marca marzec mar marcu;kwietnia "
     "kwiecien kwi kwietniu kwie;maja maj maju;czerwca czerwiec cze czerwcu;lipca lipiec lip "
     "lipcu;sierpnia sierpien sie sierpniu;wrzesnia wrzesien wrz wrzesniu;pazdziernika "
     "pazdziernik paz pazdzierniku;listopada listopad lis listopadzie;grudnia grudzien gru "
     "grudniu",
     "poniedzialek pon pn wtorek wto wt sroda srode sro sr czwartek czw cz piatek pia pt pi "
     "sobota sobote sob sb so niedziela niedziele niedz nie nd",
     "r roku rok dnia w o i godz godzina godzin g", "am", "pm"},
    {"cs", "DMY", "DMY",
     "ledna leden led lednu;unora unor uno unoru unr;brezna brezen bre breznu;dubna duben "
     "dub dubnu;kvetna kveten kve kvetnu;cervna cerven cer cervnu cvn;cervence cervenec "
     "cervenci cvc;srpna srpen srp srpnu;zari zar;rijna rijen rij rijnu;listopadu listopad "
     "lis;prosince prosinec pro prosinci",
     "pondeli pon po utery ute ut streda stredu stredy str st ctvrtek ctv ct patek patku pat "
     "pa sobota sobotu soboty sob so nedele nedeli ned ne",
     "v ve dne asi kolem okolo roku rok r hodin hod h", "dop am", "odp pm"},
    {"id", "DMY", "DMY",
     "januari jan;februari feb pebruari peb;maret mar mrt;april apr;mei mai;juni jun;juli "
     "jul;agustus agu agt ag;september sep sept;oktober okt;november nov nopember "
     "nop;desember des",
     "senin sen selasa sel rabu rab kamis kam jumat jum sabtu sab minggu min ahad",
     "tanggal pukul yang jam tahun", "am", "pm"},
    {"sv", "YMD", "DMY",
     "januari jan;februari feb;mars mar;april apr;maj;juni jun;juli jul;augusti "
     "aug;september sep sept;oktober okt;november nov;december dec",
     "mandag mand man tisdag tisd tis onsdag onsd ons torsdag torsd tors fredag fred fre "
     "lordag lord lor sondag sond son",
     "den kl klockan pa d h ar aret", "fm am", "em pm"},
    {"ro", "DMY", "DMY",
     "ianuarie ian;februarie feb febr;martie mar mart;aprilie apr;mai;iunie iun;iulie "
     "iul;august aug;septembrie sept sep;octombrie oct;noiembrie noi noiem nov;decembrie dec",
     "luni lun marti mar miercuri mie mi joi vineri vin sambata sam duminica dum",
     "de la ora h anul", "am", "pm"},
    {"hu", "YMD", "YMD",
     "januar jan i;februar febr feb ii;marcius marc iii;aprilis apr iv;majus maj v;junius "
     "jun vi;julius jul vii;augusztus aug viii;szeptember szept ix;oktober okt x;november "
     "nov xi;december dec xii",
     "hetfo kedd k szerda sze csutortok cs pentek p szombat szo vasarnap vas v",
     "a az ev an en ei i je jen jei os oran ora", "de am", "du pm"},
    {"da", "DMY", "DMY",
     "januar jan;februar feb;marts mar;april apr;maj;juni jun;juli jul;august aug;september "
     "sep sept;oktober okt;november nov;december dec",
     "mandag man tirsdag tirs tir onsdag ons torsdag tors tor fredag fre lordag lor sondag "
     "son",
     "d den kl klokken ar", "am", "pm"},
    {"fi", "DMY", "DMY",
     "tammikuuta tammikuu tammi tammikuussa tammik;helmikuuta helmikuu helmi helmikuussa "
     "helmik;maaliskuuta maaliskuu maalis maaliskuussa maalisk;huhtikuuta huhtikuu huhti "
     "huhtikuussa huhtik;toukokuuta toukokuu touko toukokuussa toukok;kesakuuta kesakuu kesa "
     "kesakuussa kesak;heinakuuta heinakuu heina heinakuussa heinak;elokuuta elokuu elo "
     "elokuussa elok;syyskuuta syyskuu syys syyskuussa syysk;lokakuuta lokakuu loka "
     "lokakuussa lokak;marraskuuta marraskuu marras marraskuussa marrask;joulukuuta joulukuu "
     "joulu joulukuussa jouluk",
     "maanantai maanantaina ma tiistai tiistaina ti keskiviikko keskiviikkona ke torstai "
     "torstaina to perjantai perjantaina pe lauantai lauantaina la sunnuntai sunnuntaina su",
     "klo n na kello vuonna", "ap am", "ip pm"},
    {"nb", "DMY", "DMY",
     "januar jan;februar feb;mars mar;april apr;mai;juni jun;juli jul;august aug;september "
     "sep sept;oktober okt;november nov;desember des",
     "mandag man tirsdag tirs tir onsdag ons torsdag tors tor fredag fre lordag lor sondag "
     "son",
     "d den kl klokken ar", "am", "pm"},
    {"hr", "DMY", "DMY",
     "sijecnja sijecanj sij sijecnju;veljace veljaca velj veljaci;ozujka ozujak ozu "
     "ozujku;travnja travanj tra travnju;svibnja svibanj svi svibnju;lipnja lipanj lip "
     "lipnju;srpnja srpanj srp srpnju;kolovoza kolovoz kol kolovozu;rujna rujan ruj "
     "rujnu;listopada listopad lis listopadu;studenoga studenog studeni stu studenom "
     "studenome;prosinca prosinac pro prosincu",
     "ponedjeljak pon utorak uto srijeda sri cetvrtak cet petak pet subota sub nedjelja ned",
     "u g god godine dana h sati", "am", "pm"},
    {"ca", "DMY", "DMY",
     "gener gen;febrer febr feb;marc mar;abril abr;maig mai;juny jun;juliol jul;agost "
     "ag;setembre set;octubre oct;novembre nov;desembre des",
     "dilluns dl dimarts dt dimecres dc dijous dj divendres dv dissabte ds diumenge dg",
     "a les el l d de del i any h hora hores", "am", "pm"},
    {"ms", "DMY", "DMY",
     "januari jan;februari feb;mac;april apr;mei;jun;julai jul;ogos ogo;september "
     "sep;oktober okt;november nov;disember dis",
     "isnin isn selasa sel rabu rab khamis kha jumaat jum sabtu sab ahad ahd",
     "pada jam pukul tahun", "pg am", "ptg pm"},
};

// Words that no language needs to know.
constexpr std::string_view kEverywhere = "t h";

constexpr std::string_view kZones =
    "utc gmt z wet west cet cest met mest mez mesz eet eest msk bst ist sast trt est edt cst cdt "
    "mst mdt pst pdt akst akdt hst ast adt nst ndt brt brst art clt clst cot pet uyt jst kst sgt "
    "hkt pht wib wit wita aest aedt acst acdt awst nzst nzdt";

bool Has(std::string_view words, std::string_view word) {
  for (const std::string_view known : Split(words, ' ')) {
    if (known == word) return true;
  }
  return false;
}

int MonthOf(std::string_view plain, std::string_view months) {
  int month = 0;
  for (const std::string_view group : Split(months, ';')) {
    ++month;
    if (Has(group, plain)) return month;
  }
  return 0;
}

}  // namespace

std::span<const DateLanguage> DateLanguages() { return kLanguages; }

std::string PlainDateWord(std::string_view word) {
  while (word.ends_with('.')) word.remove_suffix(1);
  std::u32string letters = DecodeUtf8(Fold(word));
  for (char32_t& c : letters) {
    if (c >= 0x410 && c <= 0x42F) c += 0x20;      // Cyrillic capitals
    else if (c == 0x218 || c == 0x219) c = U's';  // Romanian, with a comma below
    else if (c == 0x21A || c == 0x21B) c = U't';
  }
  std::erase_if(letters, [](char32_t c) { return c >= 0x300 && c <= 0x36F; });  // combining accents
  return EncodeUtf8(letters);
}

DateMeaning MeaningOf(std::string_view plain, const DateLanguage& language) {
  if (plain.empty()) return {};
  const bool weekday = Has(language.weekdays, plain);
  if (const int month = MonthOf(plain, language.months); month > 0) {
    return {weekday ? DateWord::kMonthOrWeekday : DateWord::kMonth, month};
  }
  if (weekday) return {DateWord::kWeekday};
  if (Has(language.morning, plain)) return {DateWord::kMorning};
  if (Has(language.afternoon, plain)) return {DateWord::kAfternoon};
  if (Has(language.fillers, plain) || Has(kEverywhere, plain)) return {DateWord::kFiller};
  return {};
}

bool IsZoneWord(std::string_view plain) { return Has(kZones, plain); }

}  // namespace telar::invoices::templates
