#include "samples/wares.h"

#include <chrono>
#include <span>

#include "samples/chance.h"

namespace telar::samples {
namespace {

using Words = std::string_view;
using Table = std::span<const Words>;

Words PickOf(Random& random, Table table) { return table[random.Below(table.size())]; }

constexpr Words kShopEn[] = {
    "Exercise book", "Ball pen blue",  "PVC pipe",        "Paint brush",  "LED bulb",
    "Battery AA",    "Masking tape",   "Super glue",      "Door lock",    "Hand towel",
    "Shampoo",       "Tooth paste",    "Instant noodles", "Fresh milk",   "White rice",
    "Mineral water", "Toilet roll",    "Extension cord",  "Screw driver", "Cable tie",
    "Photo paper",   "Gift wrap",      "Storage box",     "Cement",       "Hose clip",
    "Engine oil",    "Modelling clay", "Plastic bag",     "Wall hook",    "Name badge"};
constexpr Words kFoodEn[] = {"Fried rice",   "Iced tea",     "Chicken chop",   "Roti bakar",
                             "Teh tarik",    "Nasi lemak",   "Fish ball soup", "Kopi O",
                             "Set lunch",    "Steamed fish", "Vege",           "Mixed grill",
                             "French fries", "Orange juice", "Dim sum",        "Noodle soup",
                             "Ice water",    "Roast duck",   "Tiger beer jug", "Cheese cake"};
constexpr Words kGoodsEn[] = {"Hex bolt galvanised", "Bearing 6204",    "Hydraulic hose",
                              "Cardboard box",       "Laser toner",     "Office chair",
                              "Steel shelf",         "Safety helmet",   "Work gloves",
                              "Network cable Cat 6", "Monitor 24 inch", "Power supply",
                              "Filter cartridge",    "Sealing ring",    "Cleaning agent",
                              "Pallet wrap",         "Ring binder",     "Copy paper"};
constexpr Words kServicesEn[] = {
    "Consulting services", "Software maintenance", "Monthly subscription", "Server hosting",
    "Data transfer",       "Domain renewal",       "Training day",         "Installation work",
    "Travel expenses",     "Standing charge",      "Support plan",         "Storage usage",
    "Delivery service",    "Project management"};
constexpr Words kShopEs[] = {
    "Arroz extra", "Leche entera",   "Pan de molde",    "Aceite de girasol", "Galletas",
    "Detergente",  "Jabón de baño",  "Papel higiénico", "Cuaderno rayado",   "Lapicero azul",
    "Tornillo",    "Cinta aislante", "Bombilla LED",    "Queso fresco",      "Azúcar",
    "Gaseosa",     "Atún en lata",   "Champú",          "Pilas AA",          "Café molido"};
constexpr Words kFoodEs[] = {
    "Menú del día",   "Café con leche",    "Tostada",        "Ceviche",      "Pollo a la brasa",
    "Agua sin gas",   "Cerveza",           "Tortilla",       "Bandeja",      "Jugo natural",
    "Ensalada mixta", "Postre de la casa", "Pan y servicio", "Lomo salteado"};
constexpr Words kGoodsEs[] = {"Tornillo hexagonal",     "Rodamiento",         "Manguera hidráulica",
                              "Caja de cartón",         "Tóner láser",        "Silla de oficina",
                              "Estantería metálica",    "Guantes de trabajo", "Cable de red",
                              "Fuente de alimentación", "Cartucho filtrante", "Film estirable",
                              "Resma de papel",         "Pintura acrílica",   "Tubería PVC"};
constexpr Words kServicesEs[] = {"Servicios de consultoría",
                                 "Mantenimiento de software",
                                 "Cuota mensual",
                                 "Alojamiento web",
                                 "Asesoría contable",
                                 "Transporte de mercancía",
                                 "Instalación y montaje",
                                 "Formación",
                                 "Gastos de viaje",
                                 "Alquiler de equipo",
                                 "Limpieza de oficinas",
                                 "Soporte técnico"};
constexpr Words kShopPt[] = {"Arroz agulha", "Leite meio gordo", "Pão de forma", "Azeite virgem",
                             "Bolachas",     "Detergente",       "Sabonete",     "Papel higiénico",
                             "Caderno",      "Caneta azul",      "Pilhas AA",    "Queijo fatiado",
                             "Açúcar",       "Sumo de laranja"};
constexpr Words kFoodPt[] = {"Prato do dia",   "Café",         "Bacalhau",
                             "Água 0,5L",      "Cerveja",      "Sopa do dia",
                             "Pastel de nata", "Salada mista", "Frango assado"};
constexpr Words kGoodsPt[] = {"Parafuso sextavado", "Rolamento",    "Mangueira",
                              "Caixa de cartão",    "Toner",        "Cadeira de escritório",
                              "Luvas de trabalho",  "Cabo de rede", "Resma de papel"};
constexpr Words kServicesPt[] = {"Serviços de consultoria",
                                 "Manutenção de software",
                                 "Mensalidade",
                                 "Alojamento web",
                                 "Transporte de mercadorias",
                                 "Instalação",
                                 "Formação"};
constexpr Words kShopFr[] = {"Riz long", "Lait entier", "Pain de mie", "Huile d'olive",
                             "Biscuits", "Lessive",     "Savon",       "Papier toilette",
                             "Cahier",   "Stylo bleu",  "Piles AA",    "Beurre doux",
                             "Sucre",    "Eau minérale"};
constexpr Words kFoodFr[] = {"Formule midi",  "Café crème",       "Croissant",    "Plat du jour",
                             "Carafe de vin", "Tarte aux pommes", "Salade verte", "Eau gazeuse"};
constexpr Words kGoodsFr[] = {"Vis à tête hexagonale", "Roulement",   "Tuyau hydraulique",
                              "Carton d'emballage",    "Toner laser", "Chaise de bureau",
                              "Gants de travail",      "Câble réseau"};
constexpr Words kServicesFr[] = {"Prestation de conseil",     "Maintenance logicielle",
                                 "Abonnement mensuel",        "Hébergement web",
                                 "Transport de marchandises", "Formation",
                                 "Frais de déplacement"};
constexpr Words kShopDe[] = {"Basmatireis", "Vollmilch",      "Toastbrot",    "Olivenöl",
                             "Butterkekse", "Waschmittel",    "Seife",        "Toilettenpapier",
                             "Schulheft",   "Kugelschreiber", "Batterien AA", "Gouda jung",
                             "Zucker",      "Mineralwasser",  "Schrauben",    "Pfand"};
constexpr Words kFoodDe[] = {"Schnitzel", "Kaffee",     "Apfelschorle", "Tagessuppe", "Bratwurst",
                             "Pils 0,5",  "Käsekuchen", "Salatteller",  "Brötchen"};
constexpr Words kGoodsDe[] = {"Sechskantschraube", "Kugellager",        "Hydraulikschlauch",
                              "Versandkarton",     "Toner schwarz",     "Bürostuhl",
                              "Stahlregal",        "Arbeitshandschuhe", "Netzwerkkabel",
                              "Dichtring",         "Filterpatrone",     "Kopierpapier"};
constexpr Words kServicesDe[] = {
    "Beratungsleistung", "Softwarewartung", "Monatsgebühr", "Webhosting Paket", "Montagearbeiten",
    "Schulung",          "Fahrtkosten",     "Grundgebühr",  "Wartungsvertrag",  "Domaingebühr"};
constexpr Words kShopNl[] = {
    "Rijst",     "Volle melk",   "Brood bruin", "Olijfolie", "Koekjes",           "Wasmiddel",
    "Zeep",      "Toiletpapier", "Schrift",     "Pen blauw", "Kaas jong belegen", "Suiker",
    "Statiegeld"};
constexpr Words kFoodNl[] = {"Koffie",     "Appeltaart", "Uitsmijter",     "Tosti",
                             "Dagschotel", "Pils",       "Soep van de dag"};
constexpr Words kGoodsNl[] = {"Zeskantbout",      "Kogellager",   "Slang",
                              "Verzenddoos",      "Toner",        "Bureaustoel",
                              "Werkhandschoenen", "Netwerkkabel", "Wasautomaat"};
constexpr Words kServicesNl[] = {"Advieswerkzaamheden", "Softwareonderhoud", "Maandabonnement",
                                 "Webhosting",          "Transport",         "Installatie",
                                 "Reiskosten",          "Verzendkosten"};
constexpr Words kShopIt[] = {"Riso",     "Latte intero", "Pane casereccio", "Olio d'oliva",
                             "Biscotti", "Detersivo",    "Sapone",          "Carta igienica",
                             "Quaderno", "Penna blu",    "Pile AA",         "Zucchero"};
constexpr Words kFoodIt[] = {"Coperto",          "Caffè",    "Pizza margherita", "Acqua naturale",
                             "Primo del giorno", "Tiramisù", "Vino della casa",  "Insalata"};
constexpr Words kGoodsIt[] = {"Vite esagonale",     "Cuscinetto",  "Tubo idraulico",
                              "Scatola di cartone", "Toner",       "Sedia da ufficio",
                              "Guanti da lavoro",   "Cavo di rete"};
constexpr Words kServicesIt[] = {"Consulenza", "Manutenzione software", "Canone mensile",
                                 "Hosting",    "Trasporto merci",       "Installazione",
                                 "Formazione"};

Table NamesOf(Language language, Business business) {
  const Table tables[][4] = {
      {kShopEs, kFoodEs, kGoodsEs, kServicesEs}, {kShopEn, kFoodEn, kGoodsEn, kServicesEn},
      {kShopPt, kFoodPt, kGoodsPt, kServicesPt}, {kShopFr, kFoodFr, kGoodsFr, kServicesFr},
      {kShopDe, kFoodDe, kGoodsDe, kServicesDe}, {kShopNl, kFoodNl, kGoodsNl, kServicesNl},
      {kShopIt, kFoodIt, kGoodsIt, kServicesIt}};
  return tables[static_cast<std::size_t>(language)][static_cast<std::size_t>(business)];
}

std::string UnitOf(Random& random, Language language, bool measured) {
  constexpr Words kMeasures[] = {"kg", "m", "l", "KG"};
  if (measured) return std::string(Pick(random, kMeasures));
  constexpr Words kEs[] = {"und", "ud.", "caja", "UND"},
                  kEn[] = {"PCS", "pc", "UNIT", "PKT", "ea", "box"}, kPt[] = {"un", "UN", "cx"},
                  kFr[] = {"u", "pce", "unité"}, kDe[] = {"Stk", "Stück", "St."},
                  kNl[] = {"st", "stuks", "doos"}, kIt[] = {"pz", "NR", "conf."};
  const Table tables[] = {kEs, kEn, kPt, kFr, kDe, kNl, kIt};
  return std::string(PickOf(random, tables[static_cast<std::size_t>(language)]));
}

}  // namespace

Ware InventWare(Random& random, Language language, Business business) {
  Ware ware;
  ware.name = PickOf(random, NamesOf(language, business));
  const bool service = business == Business::kServices;
  ware.measured = !service && business != Business::kFood && Chance(random, 12);
  ware.unit = UnitOf(random, language, ware.measured);
  const int lot = Between(random, 0, 99);
  if (service) {
    constexpr Words kPlans[] = {"", "", "", "Basic", "Plus", "Pro", "XL", "2.0"};
    ware.name = Phrase({ware.name, Pick(random, kPlans)});
  } else if (lot < 25) {
    constexpr Words kSizes[] = {"500g",       "1kg",   "1.5L", "250ml", "6x1.25L", "12x13", "100's",
                                "110 x 95mm", "M8x40", "A4",   "20m",   "3/4\"",   "(L)",   "NO.5"};
    ware.name = Phrase({ware.name, Pick(random, kSizes)});
  } else if (lot < 45) {
    constexpr Words kStems[] = {"Delmar", "Korva", "Lumex", "Tavio",
                                "Bresto", "Nilox", "Ferra", "Quanto"};
    ware.name = Phrase({Pick(random, kStems), ware.name});
  } else if (lot < 52) {
    ware.name = Phrase({ware.name, Digits(random, 3)});
  }
  constexpr int kLow[] = {30, 150, 200, 1500}, kHigh[] = {2600, 2200, 24000, 190000};
  ware.cents_low = kLow[static_cast<int>(business)];
  ware.cents_high = Chance(random, 75) ? kHigh[static_cast<int>(business)] / 3
                                       : kHigh[static_cast<int>(business)];
  return ware;
}

std::string InventWareCode(Random& random) {
  const int lot = Between(random, 0, 99);
  if (lot < 35) return "955" + Digits(random, 10);
  if (lot < 55) return "00" + Digits(random, 5);
  if (lot < 75) return Digits(random, 4) + static_cast<char>('A' + random.Below(26));
  const std::string letters = {static_cast<char>('A' + random.Below(26)),
                               static_cast<char>('A' + random.Below(26))};
  return letters + "-" + Digits(random, 5);
}

std::string PeriodBefore(Date date, DateStyle style) {
  using std::chrono::months;
  const std::chrono::year_month month{date.year(), date.month()};
  const std::chrono::year_month before = month - months{1};
  const Date first{before.year(), before.month(), std::chrono::day{1}};
  const Date last{std::chrono::sys_days{Date{month.year(), month.month(), std::chrono::day{1}}} -
                  std::chrono::days{1}};
  return FormatDate(first, style) + " - " + FormatDate(last, style);
}

}  // namespace telar::samples
