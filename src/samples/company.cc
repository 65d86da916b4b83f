#include "samples/company.h"

#include <span>

#include "core/text.h"
#include "samples/chance.h"

namespace telar::samples {
namespace {

using Words = std::string_view;
using Table = std::span<const Words>;

Words PickOf(Random& random, Table table) { return table[random.Below(table.size())]; }

// ---- made-up words ----
constexpr Words kChinese[] = {"Hon",   "Seng", "Kim", "Wah",  "Tat",  "Huat", "Chuan", "Yik",
                              "Poh",   "Guan", "Hin", "Soon", "Lian", "Kee",  "Mei",   "Fatt",
                              "Leong", "Thye", "Ban", "Eng",  "Chin", "Lok",  "Sin",   "Yong"};
constexpr Words kMalay[] = {"Maju",  "Indah",   "Mewah",     "Setia",    "Mutiara",  "Cahaya",
                            "Damai", "Suria",   "Bintang",   "Melur",    "Rimba",    "Kenanga",
                            "Sinar", "Bestari", "Cemerlang", "Gemilang", "Anggerik", "Selasih"};
constexpr Words kAsianEnglish[] = {"Golden", "Lucky",    "Ever",  "United", "Super", "City",
                                   "Fresh",  "Prime",    "Top",   "Happy",  "Star",  "One",
                                   "Metro",  "Oriental", "Great", "Grand"};
constexpr Words kStems[] = {"bal",  "cor", "del",  "fer",  "gar",  "lor", "mar",  "nav",  "pel",
                            "quin", "rav", "sal",  "tor",  "val",  "zan", "bren", "tolm", "vis",
                            "oxen", "lum", "hart", "wend", "kest", "mol", "dra",  "fil"};
constexpr Words kEndsLatin[] = {"ana", "ero",  "illo", "ucha", "eda", "ino",
                                "osa", "ales", "ento", "ura",  "ejo", "iva"};
constexpr Words kEndsEnglish[] = {"ford",  "wick", "ley",   "ton",  "more",
                                  "field", "by",   "worth", "well", "stead"};
constexpr Words kEndsGerman[] = {"mann", "berg", "hoff", "ner", "bach", "stein", "feld", "inger"};
constexpr Words kEndsFrench[] = {"eau", "ier", "ette", "ac", "illon", "oux", "ard", "elle"};
constexpr Words kEndsDutch[] = {"stra", "huis", "veld", "ink", "dijk", "sma", "berg", "man"};
constexpr Words kEndsItalian[] = {"ini", "elli", "otti", "ese", "ucci", "ara", "one", "etta"};

// ---- trades ----
constexpr Words kShopAsia[] = {
    "Hardware",   "Trading",     "Mini Market",           "Stationery",
    "Electrical", "Gift & Deco", "Book Centre",           "Motor",
    "Pharmacy",   "Machinery",   "Hardware & Electrical", "Mart",
    "Superstore", "Handicraft",  "Department Store",      "Petrol Station",
    "Optical",    "Marketing"};
constexpr Words kBeforeAsia[] = {"Kedai Buku", "Perniagaan",          "Pasar Mini",
                                 "Pasaraya",   "Syarikat Perniagaan", "Kedai Alat Ganti",
                                 "Farmasi"};
constexpr Words kFoodAsia[] = {"Restaurant",       "Kopitiam", "Cafe",         "Seafood Restaurant",
                               "Vegetarian Food",  "Bakery",   "Food Court",   "Bistro",
                               "Roasted Delights", "Kitchen",  "Noodle House", "Pub & Bistro"};
constexpr Words kBeforeFoodAsia[] = {"Restoran", "Kedai Makanan", "Restaurant", "Warung"};
constexpr Words kShopEnglish[] = {"Stores",        "Hardware", "Pharmacy",      "Books",
                                  "Garden Centre", "Outdoor",  "Home & Garden", "Supplies",
                                  "Grocers",       "Pets"};
constexpr Words kFoodEnglish[] = {"Coffee", "Kitchen", "Bakery", "Grill", "Diner", "Brasserie"};
constexpr Words kGoodsEnglish[] = {"Supplies", "Wholesale",  "Components", "Packaging",
                                   "Tools",    "Industries", "Trading",    "Foods",
                                   "Textiles", "Equipment"};
constexpr Words kServicesEnglish[] = {"Consulting", "Software", "Logistics",         "Media",
                                      "Hosting",    "Telecom",  "Cleaning Services", "Design",
                                      "Energy",     "Legal"};
constexpr Words kShopSpanish[] = {"Supermercado", "Ferretería", "Farmacia",  "Librería",
                                  "Bodega",       "Almacén",    "Papelería", "Bazar",
                                  "Minimercado",  "Panadería"};
constexpr Words kFoodSpanish[] = {"Restaurante", "Cafetería",  "Bar",      "Pollería",
                                  "Asador",      "Cevichería", "Pizzería", "Taberna"};
constexpr Words kGoodsSpanish[] = {"Suministros",   "Distribuciones", "Comercial",  "Industrias",
                                   "Importaciones", "Maquinaria",     "Materiales", "Envases"};
constexpr Words kServicesSpanish[] = {"Consultores", "Servicios",          "Transportes",
                                      "Soluciones",  "Telecomunicaciones", "Asesoría",
                                      "Ingeniería",  "Limpiezas"};
constexpr Words kShopGerman[] = {"Supermarkt", "Drogerie", "Buchhandlung", "Baumarkt",
                                 "Apotheke",   "Markt",    "Getränke",     "Schreibwaren"};
constexpr Words kFoodGerman[] = {"Gasthaus", "Café", "Bäckerei", "Restaurant", "Imbiss"};
constexpr Words kGoodsGerman[] = {"Großhandel",   "Werkzeuge",    "Technik",
                                  "Maschinenbau", "Verpackungen", "Handels"};
constexpr Words kServicesGerman[] = {"Beratung", "Software",         "Logistik", "Hosting",
                                     "Energie",  "Gebäudereinigung", "Medien"};
constexpr Words kShopFrench[] = {"Épicerie",      "Pharmacie",   "Librairie",
                                 "Quincaillerie", "Supermarché", "Jardinerie"};
constexpr Words kFoodFrench[] = {"Boulangerie", "Brasserie", "Café", "Restaurant", "Crêperie"};
constexpr Words kGoodsFrench[] = {"Fournitures", "Distribution", "Emballages", "Outillage",
                                  "Négoce"};
constexpr Words kServicesFrench[] = {"Conseil", "Transports", "Informatique",
                                     "Télécom", "Nettoyage",  "Études"};
constexpr Words kShopDutch[] = {"Supermarkt", "Drogist", "Boekhandel", "Bouwmarkt", "Slijterij"};
constexpr Words kFoodDutch[] = {"Eetcafé", "Bakkerij", "Restaurant", "Lunchroom"};
constexpr Words kGoodsDutch[] = {"Groothandel", "Techniek", "Verpakkingen", "Gereedschappen"};
constexpr Words kServicesDutch[] = {"Advies", "Transport", "Hosting", "Schoonmaak", "Diensten"};
constexpr Words kShopItalian[] = {"Supermercato", "Ferramenta", "Farmacia",
                                  "Libreria",     "Alimentari", "Tabaccheria"};
constexpr Words kFoodItalian[] = {"Trattoria", "Pizzeria", "Bar", "Osteria", "Gelateria"};
constexpr Words kGoodsItalian[] = {"Forniture", "Imballaggi", "Utensileria", "Tessuti",
                                   "Distribuzione"};
constexpr Words kServicesItalian[] = {"Consulenze", "Trasporti", "Servizi", "Informatica"};
constexpr Words kShopPortuguese[] = {"Supermercado", "Farmácia",  "Papelaria",
                                     "Livraria",     "Mercearia", "Drogaria"};
constexpr Words kFoodPortuguese[] = {"Restaurante", "Pastelaria", "Padaria", "Café",
                                     "Churrasqueira"};
constexpr Words kGoodsPortuguese[] = {"Comércio", "Distribuidora", "Embalagens", "Ferragens"};
constexpr Words kServicesPortuguese[] = {"Consultoria", "Transportes", "Serviços", "Sistemas"};

Table TradesOf(Language language, Business business) {
  const Table tables[][4] = {
      {kShopSpanish, kFoodSpanish, kGoodsSpanish, kServicesSpanish},
      {kShopEnglish, kFoodEnglish, kGoodsEnglish, kServicesEnglish},
      {kShopPortuguese, kFoodPortuguese, kGoodsPortuguese, kServicesPortuguese},
      {kShopFrench, kFoodFrench, kGoodsFrench, kServicesFrench},
      {kShopGerman, kFoodGerman, kGoodsGerman, kServicesGerman},
      {kShopDutch, kFoodDutch, kGoodsDutch, kServicesDutch},
      {kShopItalian, kFoodItalian, kGoodsItalian, kServicesItalian}};
  return tables[static_cast<std::size_t>(language)][static_cast<std::size_t>(business)];
}

std::string Capitalized(std::string word) {
  if (!word.empty() && word[0] >= 'a' && word[0] <= 'z') word[0] = static_cast<char>(word[0] - 32);
  return word;
}

std::string InventWord(Random& random, Language language) {
  const Table ends = language == Language::kEnglish   ? Table(kEndsEnglish)
                     : language == Language::kGerman  ? Table(kEndsGerman)
                     : language == Language::kFrench  ? Table(kEndsFrench)
                     : language == Language::kDutch   ? Table(kEndsDutch)
                     : language == Language::kItalian ? Table(kEndsItalian)
                                                      : Table(kEndsLatin);
  std::string word(Pick(random, kStems));
  if (Chance(random, 20)) word += Pick(random, kStems);
  return Capitalized(word + std::string(PickOf(random, ends)));
}

std::string AsianWord(Random& random) {
  const int lot = Between(random, 0, 99);
  if (lot < 40) return Phrase({Pick(random, kChinese), Pick(random, kChinese)});
  if (lot < 55) {
    return Phrase({Pick(random, kChinese), Pick(random, kChinese), Pick(random, kChinese)});
  }
  if (lot < 75) return Phrase({Pick(random, kMalay), Chance(random, 40) ? "Jaya" : ""});
  if (lot < 80) {
    const std::string a(1, static_cast<char>('A' + random.Below(26)));
    const std::string b(1, static_cast<char>('A' + random.Below(26)));
    return Phrase({a, b, Pick(random, kChinese)});
  }
  if (lot < 83)
    return std::to_string(Between(random, 2, 99)) + " " + std::string(Pick(random, kAsianEnglish));
  return Phrase({Pick(random, kAsianEnglish), Pick(random, kMalay)});
}

bool Asian(Region region) { return region == Region::kMalaysia || region == Region::kSingapore; }

std::string LegalForm(Random& random, Region region) {
  constexpr Words kMy[] = {"Sdn Bhd",     "Sdn Bhd",    "Sdn. Bhd.",   "Sdn. Bhd", "S/B",
                           "(M) Sdn Bhd", "Enterprise", "Co. (M) Bhd", "",         ""};
  constexpr Words kSg[] = {"Pte Ltd", "Pte. Ltd.", "(S) Pte Ltd", ""};
  constexpr Words kEs[] = {"S.L.", "S.A.", "S.L.U.", "SL", "C.B.", "S.Coop."};
  constexpr Words kPe[] = {"S.A.C.", "E.I.R.L.", "S.R.L.", "S.A.", "SAC"};
  constexpr Words kCo[] = {"S.A.S.", "SAS", "Ltda.", "S.A.", "& Cía. S. en C."};
  constexpr Words kMx[] = {"S.A. de C.V.", "S. de R.L. de C.V.", "SA de CV"};
  constexpr Words kGb[] = {"Ltd", "Limited", "Ltd.", "LLP", "PLC"};
  constexpr Words kUs[] = {"Inc.", "LLC", "Corp.", "Co.", "Inc"};
  constexpr Words kDe[] = {"GmbH", "GmbH & Co. KG", "AG", "e.K.", "KG", "UG (haftungsbeschränkt)"};
  constexpr Words kFr[] = {"SARL", "SAS", "S.A.", "EURL", "SASU"};
  constexpr Words kNl[] = {"B.V.", "BV", "N.V.", "VOF"};
  constexpr Words kIt[] = {"S.r.l.", "S.p.A.", "Srl", "S.n.c.", "SRL"};
  constexpr Words kPt[] = {"Lda.", "Lda", "S.A.", "Unipessoal Lda"};
  constexpr Words kBr[] = {"Ltda.", "LTDA", "S/A", "EIRELI", "ME"};
  const Table tables[] = {kMy, kSg, kEs, kPe, kCo, kMx, kGb, kUs, kDe, kFr, kNl, kIt, kPt, kBr};
  return std::string(PickOf(random, tables[static_cast<std::size_t>(region)]));
}

std::string InventName(Random& random, Region region, Business business, bool legal) {
  const Language language = RulesOf(region).language;
  const std::string form = legal ? LegalForm(random, region) : "";
  if (Asian(region)) {
    const std::string word = AsianWord(random);
    const bool food = business == Business::kFood;
    if (Chance(random, 20)) {
      return Phrase({food ? Pick(random, kBeforeFoodAsia) : Pick(random, kBeforeAsia), word, form});
    }
    const Words trade = business == Business::kGoods || business == Business::kServices
                            ? PickOf(random, TradesOf(Language::kEnglish, business))
                        : food ? Pick(random, kFoodAsia)
                               : Pick(random, kShopAsia);
    const std::string place =
        Chance(random, 10) ? "(" + std::string(Pick(random, kMalay)) + ")" : "";
    return Phrase({word, Chance(random, 80) ? trade : Words(), place, form});
  }
  const std::string word = InventWord(random, language);
  const std::string second = Chance(random, 18) ? "& " + InventWord(random, language) : "";
  const Words trade = PickOf(random, TradesOf(language, business));
  const bool after = language == Language::kEnglish || language == Language::kGerman ||
                     (language == Language::kDutch && Chance(random, 50));
  return after ? Phrase({word, second, trade, form}) : Phrase({trade, word, second, form});
}

// ---- addresses ----
std::string Number(Random& random, int high) { return std::to_string(Between(random, 1, high)); }

std::vector<std::string> MalaysianAddress(Random& random) {
  constexpr Words kStates[] = {
      "Johor",  "Selangor", "Selangor Darul Ehsan", "Perak", "Pulau Pinang", "Kedah",
      "Melaka", "Pahang",   "Negeri Sembilan",      ""};
  constexpr Words kTowns[] = {"Johor Bahru",   "Kuala Lumpur",   "Shah Alam",   "Klang",
                              "Petaling Jaya", "Seri Kembangan", "Puchong",     "Ipoh",
                              "Masai",         "Cheras",         "Subang Jaya", "Batu Pahat",
                              "Kajang",        "Seremban"};
  constexpr Words kAreas[] = {
      "Taman",   "Taman", "Taman", "Bandar", "Bandar Baru", "Desa", "Kawasan Perindustrian",
      "Seksyen", "Medan"};
  constexpr Words kUnits[] = {
      "Lot ", "No. ", "No.", "No ", "No: ", "", "Unit ", "Lot No. ", "Lot P.T. "};
  constexpr Words kRoads[] = {"Jalan", "Jalan", "Jalan", "Jln", "Lorong", "Persiaran", "Lebuh"};
  std::string road = std::string(Pick(random, kUnits)) + Number(random, 190);
  if (Chance(random, 30)) {
    constexpr Words kMore[] = {"G", "-A", " & ", "-1", ", "};
    const Words more = Pick(random, kMore);
    road += std::string(more) + (more == " & " || more == ", " ? Number(random, 199) : "");
  }
  const std::string name(Pick(random, kMalay));
  road += ", " + Phrase({Pick(random, kRoads), name});
  const int form = Between(random, 0, 3);
  if (form == 0) road += " " + Number(random, 30);
  if (form == 1) road += " " + Number(random, 14) + "/" + Number(random, 40);
  if (form == 2)
    road += " " + Number(random, 9) + "/" + Number(random, 30) +
            static_cast<char>('A' + random.Below(5));
  std::vector<std::string> lines;
  if (Chance(random, 22)) {
    constexpr Words kFloors[] = {"Ground Floor", "3rd Floor", "Level 2", "1st Floor",
                                 "LG 12",        "G-15",      "Level 6"};
    lines.push_back(std::string(Pick(random, kFloors)) + ", " +
                    (Chance(random, 50) ? "Plaza " : "Wisma ") + std::string(Pick(random, kMalay)));
  }
  lines.push_back(road);
  if (Chance(random, 82)) {
    const std::string area =
        Phrase({Pick(random, kAreas), Pick(random, kMalay), Chance(random, 25) ? "Jaya" : ""});
    if (Chance(random, 30)) lines.back() += ", " + area;
    else lines.push_back(area);
  }
  const std::string town =
      Number(random, 8) + Digits(random, 3) + "0 " + std::string(Pick(random, kTowns));
  const Words state = Pick(random, kStates);
  if (state.empty()) {
    lines.push_back(town);
  } else if (Chance(random, 55)) {
    lines.push_back(town + (Chance(random, 75) ? ", " : " ") + std::string(state));
  } else {
    lines.push_back(town);
    lines.emplace_back(state);
  }
  if (Chance(random, 10)) lines.emplace_back("Malaysia");
  return lines;
}

std::vector<std::string> SingaporeanAddress(Random& random) {
  constexpr Words kStreets[] = {"Orchid Road", "Bedok Lane",      "Kallang View",
                                "Marina Walk", "Telok Street 21", "Toa Lorong 4",
                                "Jurong Link", "Harbour Avenue 3"};
  std::vector<std::string> lines;
  if (Chance(random, 50))
    lines.push_back("Blk " + Number(random, 780) + " " + std::string(Pick(random, kStreets)));
  else lines.push_back(Number(random, 300) + " " + std::string(Pick(random, kStreets)));
  if (Chance(random, 70)) {
    const std::string unit = "#0" + Number(random, 9) + "-" + Digits(random, 2);
    if (Chance(random, 50)) lines.back() += " " + unit;
    else lines.push_back(unit + " " + std::string(Pick(random, kAsianEnglish)) + " Mall");
  }
  lines.push_back((Chance(random, 60) ? "Singapore " : "S'pore ") + Digits(random, 6));
  return lines;
}

constexpr Words kTownsLatin[] = {"San Telmar",  "Villarosa", "Puerto Lindo", "Montealto",
                                 "Santa Bruma", "Valdemora", "Ribanova",     "Fuenteclara"};

std::vector<std::string> SpanishAddress(Random& random, Region region) {
  const std::string name = InventWord(random, Language::kSpanish);
  std::vector<std::string> lines;
  if (region == Region::kSpain) {
    constexpr Words kKinds[] = {"C/ ",   "Calle ",    "Avda. ",   "Av. ",
                                "Pza. ", "Paseo de ", "Ctra. de "};
    constexpr Words kProvinces[] = {"Madrid",   "Barcelona", "Valencia", "Sevilla",
                                    "Zaragoza", "Málaga",    "A Coruña"};
    if (Chance(random, 15))
      lines.push_back("Polígono Industrial " + name + ", Nave " + Number(random, 40));
    else
      lines.push_back(std::string(Pick(random, kKinds)) + name + (Chance(random, 70) ? ", " : " ") +
                      Number(random, 150));
    const std::string code = "0" + Number(random, 9) + "0" + Digits(random, 2);
    const Words province = Pick(random, kProvinces);
    const int form = Between(random, 0, 2);
    if (form == 0) lines.push_back(code + " " + std::string(province));
    if (form == 1)
      lines.push_back(code + " " + std::string(Pick(random, kTownsLatin)) + " (" +
                      std::string(province) + ")");
    if (form == 2) {
      lines.push_back(code + " " + std::string(Pick(random, kTownsLatin)));
      lines.emplace_back(province);
    }
    return lines;
  }
  if (region == Region::kPeru) {
    constexpr Words kKinds[] = {"Av. ", "Jr. ", "Calle ", "Psje. "};
    constexpr Words kDistricts[] = {"Miraflores", "Surquillo", "Los Olivos",
                                    "Ate",        "Lince",     "San Borja"};
    lines.push_back(std::string(Pick(random, kKinds)) + name +
                    (Chance(random, 50) ? " Nro. " : " ") + Number(random, 2900));
    if (Chance(random, 30)) lines.push_back("Urb. " + InventWord(random, Language::kSpanish));
    lines.push_back(std::string(Pick(random, kDistricts)) +
                    (Chance(random, 50) ? " - Lima - Lima" : ", Lima"));
    return lines;
  }
  if (region == Region::kColombia) {
    constexpr Words kKinds[] = {"Calle ", "Cra. ", "Carrera ", "Cll ", "Av. ", "Transversal "};
    constexpr Words kCities[] = {"Bogotá D.C.", "Medellín", "Cali", "Barranquilla", "Pereira"};
    lines.push_back(std::string(Pick(random, kKinds)) + Number(random, 180) +
                    (Chance(random, 50) ? " # " : " No. ") + Number(random, 99) + "-" +
                    Number(random, 99));
    if (Chance(random, 35)) lines.back() += " Local " + Number(random, 220);
    lines.push_back(std::string(Pick(random, kCities)) + (Chance(random, 40) ? ", Colombia" : ""));
    return lines;
  }
  constexpr Words kCities[] = {"Ciudad de México", "Guadalajara, Jal.", "Monterrey, N.L.",
                               "Puebla, Pue."};
  lines.push_back((Chance(random, 50) ? "Av. " : "Calle ") + name + " " + Number(random, 900));
  lines.push_back("Col. " + InventWord(random, Language::kSpanish));
  lines.push_back((Chance(random, 60) ? "C.P. " : "CP ") + Digits(random, 5) + " " +
                  std::string(Pick(random, kCities)));
  return lines;
}

std::vector<std::string> EuropeanAddress(Random& random, Region region) {
  const Language language = RulesOf(region).language;
  const std::string name = InventWord(random, language), town = InventWord(random, language);
  switch (region) {
    case Region::kBritain: {
      constexpr Words kRoads[] = {"High Street", "Mill Lane", "Station Road", "Church Walk",
                                  "Park View"};
      std::vector<std::string> lines;
      if (Chance(random, 35))
        lines.push_back("Unit " + Number(random, 40) + ", " + name + " Business Park");
      lines.push_back(Number(random, 240) + " " + std::string(Pick(random, kRoads)));
      lines.push_back(town);
      const std::string code = std::string(1, static_cast<char>('A' + random.Below(26))) +
                               static_cast<char>('A' + random.Below(26)) + Number(random, 40) +
                               " " + Number(random, 9) + "XZ";
      if (Chance(random, 50)) lines.push_back(code);
      else lines.back() += " " + code;
      return lines;
    }
    case Region::kUnitedStates: {
      constexpr Words kRoads[] = {"Main St", "Oak Avenue", "Elm Street", "Market Street",
                                  "Lake Blvd"};
      constexpr Words kStates[] = {"CA", "TX", "NY", "OH", "WA", "FL"};
      std::vector<std::string> lines = {Number(random, 9800) + " " +
                                        std::string(Pick(random, kRoads))};
      if (Chance(random, 30)) lines.push_back("Suite " + Number(random, 900));
      lines.push_back(town + ", " + std::string(Pick(random, kStates)) + " 0" + Digits(random, 4));
      return lines;
    }
    case Region::kGermany: {
      constexpr Words kKinds[] = {"straße", "str.", "weg", "platz", "allee", "gasse"};
      return {name + std::string(Pick(random, kKinds)) + " " + Number(random, 190),
              "0" + Digits(random, 4) + " " + town};
    }
    case Region::kFrance: {
      constexpr Words kKinds[] = {"rue de ", "avenue ", "boulevard ", "place ", "chemin de "};
      std::vector<std::string> lines;
      if (Chance(random, 20)) lines.push_back("ZI de " + InventWord(random, language));
      lines.push_back(Number(random, 190) + (Chance(random, 50) ? ", " : " ") +
                      std::string(Pick(random, kKinds)) + name);
      lines.push_back(Digits(random, 5) + " " + Upper(town) + (Chance(random, 15) ? " Cedex" : ""));
      return lines;
    }
    case Region::kNetherlands:
      return {name + "straat " + Number(random, 300),
              Number(random, 9) + Digits(random, 3) + " " +
                  static_cast<char>('A' + random.Below(26)) +
                  static_cast<char>('B' + random.Below(20)) + " " + town};
    case Region::kItaly: {
      constexpr Words kProvinces[] = {"MI", "RM", "TO", "BO", "NA", "FI"};
      return {(Chance(random, 70) ? "Via " : "Corso ") + name + ", " + Number(random, 150),
              Digits(random, 5) + " " + town + " (" + std::string(Pick(random, kProvinces)) + ")"};
    }
    case Region::kPortugal:
      return {(Chance(random, 70) ? "Rua de " : "Av. ") + name + ", " + Number(random, 150),
              Number(random, 9) + Digits(random, 3) + "-" + Digits(random, 3) + " " + town};
    default: break;
  }
  constexpr Words kStates[] = {"SP", "RJ", "MG", "PR", "BA"};
  return {(Chance(random, 70) ? "Rua " : "Av. ") + name + ", " + Number(random, 2900) + " - " +
              InventWord(random, language),
          "CEP " + Digits(random, 5) + "-" + Digits(random, 3) + " " + town + " - " +
              std::string(Pick(random, kStates))};
}

std::vector<std::string> InventAddress(Random& random, Region region) {
  switch (region) {
    case Region::kMalaysia: return MalaysianAddress(random);
    case Region::kSingapore: return SingaporeanAddress(random);
    case Region::kSpain:
    case Region::kPeru:
    case Region::kColombia:
    case Region::kMexico: return SpanishAddress(random, region);
    default: return EuropeanAddress(random, region);
  }
}

std::string Domain(std::string_view name) {
  std::string domain;
  for (const char c : Fold(name)) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) domain += c;
    if (domain.size() > 14) break;
  }
  return domain + ".example.com";
}

}  // namespace

Company InventCompany(Random& random, Region region, Business business) {
  Company company;
  company.business = business;
  const bool office = business == Business::kGoods || business == Business::kServices;
  const bool legal = office || Chance(random, 65);
  company.party.name = InventName(random, region, business, legal);
  if (legal && !office && Chance(random, 18))
    company.letterhead.trade_name = InventName(random, region, business, false);
  if (Asian(region) && Chance(random, 5))
    company.letterhead.former_name = InventName(random, region, business, true);
  const LabelledNumber tax = InventTaxNumber(random, region);
  company.party.tax_id_label = tax.label;
  company.party.tax_id = tax.number;
  if (legal || Chance(random, 60))
    company.letterhead.register_number = InventRegisterNumber(random, region);
  company.party.address = InventAddress(random, region);
  company.party.phone = InventPhone(random, region);
  company.letterhead.fax = InventPhone(random, region);
  company.letterhead.website = "www." + Domain(company.party.name);
  company.party.email = (Chance(random, 50) ? "info@" : "sales@") + Domain(company.party.name);
  return company;
}

std::string InventFirstName(Random& random, Region region) {
  if (Asian(region)) {
    return Chance(random, 50) ? std::string(Pick(random, kMalay))
                              : Phrase({Pick(random, kChinese), Pick(random, kChinese)});
  }
  return InventWord(random, RulesOf(region).language);
}

}  // namespace telar::samples
