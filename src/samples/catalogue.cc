#include "samples/catalogue.h"

#include "core/text.h"
#include "samples/chance.h"
#include "samples/tax_ids.h"

namespace telar::samples {
namespace {

using Words = std::string_view;

constexpr CountryRules kRules[] = {
    {Country::kColombia, "CO", "NIT", "COP", "IVA", 19, 5, "S.A.S.", 4000},
    {Country::kPeru, "PE", "RUC", "PEN", "IGV", 18, 10, "S.A.C.", 4},
    {Country::kMexico, "MX", "RFC", "MXN", "IVA", 16, 8, "S.A. de C.V.", 17},
    {Country::kSpain, "ES", "NIF", "EUR", "IVA", 21, 10, "S.L.", 1},
    {Country::kDollar, "US", "NIT", "USD", "IVA", 19, 5, "S.A.", 1},
};

constexpr Words kTradesEs[] = {"Textiles", "Tejidos",     "Hilados",       "Telas",
                               "Insumos",  "Comercial",   "Distribuidora", "Confecciones",
                               "Fibras",   "Manufacturas"};
constexpr Words kTradesEn[] = {"Textiles", "Fabrics", "Mills", "Weaving", "Trading", "Yarns"};
constexpr Words kNames[] = {"Tramasol",  "Urdelana",  "Hebranova",     "Lanzadera Azul",
                            "Algodoro",  "Bobinal",   "Ovillar",       "Telurdimbre",
                            "Nudoclaro", "Zurcimar",  "Hilandero Sur", "Puntarena Lisa",
                            "Carretel",  "Pespuntía", "Madejal",       "Linoverde",
                            "Ruecalta",  "Husomayor", "Sargamar",      "Tafetería"};
constexpr Words kNamesEn[] = {"Loomfield",  "Weftmoor",  "Spindle Bay",  "Warpington",
                              "Threadmere", "Bobbinley", "Selvedge Row", "Heddle & Reed",
                              "Skeinworth", "Twillcote"};
constexpr Words kShopsEs[] = {"Almacenes", "Modas", "Creaciones", "Uniformes", "Casa", "Boutique"};
constexpr Words kShopNames[] = {"Ojalvento",    "Dobladillo",   "La Percha Roja", "Costurina",
                                "Pliegue Real", "Botonera Mía", "Vestalia Nueva", "Entrecostura"};
constexpr Words kShopsEn[] = {"Hemline Stores",       "Buttonhole & Daughters",
                              "Pleat Street Apparel", "Cuffwell Uniforms",
                              "Lapel House",          "Seamstead Retail"};
constexpr Words kTownsEs[] = {"Villa Telares",   "Puerto Hebra", "San Ovillo del Valle",
                              "Ciudad Urdimbre", "Santa Lana",   "Nueva Rueca"};
constexpr Words kTownsEn[] = {"Loomsbury", "Port Skein", "New Weftham", "Thimbleton"};
constexpr Words kStreetsEs[] = {"Calle de los Hilanderos", "Avenida Las Bobinas",
                                "Carrera del Telar",       "Paseo de la Seda",
                                "Calle Lanzadera",         "Avenida Algodonales"};
constexpr Words kStreetsEn[] = {"Shuttle Street", "Bobbin Lane", "Weaver's Row", "Carding Road"};
constexpr Words kAreasEs[] = {"Bodega", "Local", "Oficina", "Nave", "Piso"};

struct Kind {
  Words name_es, name_en;
  Words unit_es, word_es, unit_en, word_en;
  bool measured;
  int low, high;  // US cents
};
constexpr Kind kKinds[] = {
    {"Tela", "Fabric", "m", "metro", "m", "meter", true, 180, 2450},
    {"Lona", "Canvas", "m", "metro", "m", "meter", true, 350, 1890},
    {"Entretela", "Interlining", "m", "metro", "m", "meter", true, 60, 420},
    {"Cinta", "Ribbon", "m", "metro", "m", "meter", true, 8, 190},
    {"Elástico", "Elastic band", "m", "metro", "m", "meter", true, 12, 210},
    {"Hilo", "Sewing thread", "cono", "cono", "cone", "cone", false, 140, 1150},
    {"Hilaza", "Yarn", "kg", "kilo", "kg", "kilo", true, 420, 2980},
    {"Fibra", "Staple fibre", "kg", "kilo", "kg", "kilo", true, 190, 990},
    {"Botón", "Button", "und", "unidad", "pcs", "piece", false, 3, 95},
    {"Cremallera", "Zip fastener", "und", "unidad", "pcs", "piece", false, 18, 320},
    {"Etiqueta tejida", "Woven label", "und", "unidad", "pcs", "piece", false, 4, 60},
    {"Camisa de trabajo", "Work shirt", "und", "unidad", "pcs", "piece", false, 780, 3650},
    {"Guantes", "Gloves", "par", "par", "pair", "pair", false, 120, 940},
    {"Toalla", "Towel", "und", "unidad", "pcs", "piece", false, 260, 1990},
    {"Rollo de guata", "Roll of wadding", "rollo", "rollo", "roll", "roll", false, 1900, 14500},
};
constexpr Words kWeavesEs[] = {"oxford",    "drill",   "popelina", "jersey", "sarga", "tafetán",
                               "gabardina", "franela", "piqué",    "satén",  "denim", "rib 1x1"};
constexpr Words kWeavesEn[] = {"oxford",    "drill",   "poplin", "jersey", "twill", "taffeta",
                               "gabardine", "flannel", "piqué",  "sateen", "denim", "rib 1x1"};
constexpr Words kFibresEs[] = {
    "algodón 100 %", "poliéster",   "algodón/poliéster 65/35", "lino", "viscosa",
    "nylon",         "lana merino", "algodón peinado 20/2",    ""};
constexpr Words kFibresEn[] = {
    "cotton 100 %", "polyester",   "cotton/polyester 65/35", "linen", "viscose",
    "nylon",        "merino wool", "combed cotton 20/2",     ""};
constexpr Words kColoursEs[] = {"azul marino", "blanco óptico", "negro", "rojo vino",
                                "verde oliva", "gris jaspe",    "crudo", "turquesa",
                                "mostaza",     "caña",          ""};
constexpr Words kColoursEn[] = {"navy blue",   "optic white",  "black", "burgundy",
                                "olive green", "heather grey", "ecru",  "turquoise",
                                "mustard",     "piña",         ""};
constexpr Words kExtrasEs[] = {"ancho 1,50 m",
                               "ancho 160 cm, acabado antiarrugas",
                               "calibre 120, resistente al cloro",
                               "para uniforme escolar",
                               "con tratamiento ignífugo certificado, uso industrial",
                               "según muestra aprobada por el cliente y carta de color",
                               "tono sobre tono, lavado enzimático, encogimiento máximo 3 %"};
constexpr Words kExtrasEn[] = {"width 1.50 m",
                               "width 160 cm, wrinkle-free finish",
                               "gauge 120, chlorine resistant",
                               "for school uniforms",
                               "certified flame retardant, for industrial use",
                               "to the approved sample and the customer's colour card",
                               "tone on tone, enzyme washed, shrinkage at most 3 %"};

std::string DomainOf(std::string_view name) {
  std::string domain;
  for (char c : Fold(name)) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) domain += c;
  }
  return domain + ".example.com";
}

std::string InventTaxId(Random& random, Country country, Language language) {
  switch (country) {
    case Country::kColombia: return InventNit(random);
    case Country::kPeru: return InventRuc(random);
    case Country::kMexico: return InventRfc(random);
    case Country::kSpain: return InventNif(random);
    case Country::kDollar: break;
  }
  return language == Language::kEnglish ? InventEin(random) : InventNit(random);
}

Party InventParty(Random& random, Country country, Language language, std::string name) {
  Party party;
  party.name = std::move(name);
  party.tax_id_label = RulesOf(country).tax_id_label;
  if (country == Country::kDollar && language == Language::kEnglish) party.tax_id_label = "EIN";
  party.tax_id = InventTaxId(random, country, language);
  const std::string number = std::to_string(Between(random, 2, 189));
  if (language == Language::kEnglish) {
    party.address.push_back(Phrase({number, Pick(random, kStreetsEn)}));
    const std::string_view town = Pick(random, kTownsEn);
    party.address.push_back(Phrase({town, "0" + Digits(random, 4)}));
  } else {
    const std::string_view street = Pick(random, kStreetsEs);
    const std::string area =
        Phrase({Pick(random, kAreasEs), std::to_string(Between(random, 1, 40))});
    party.address.push_back(std::string(street) + " " + number + ", " + area);
    party.address.emplace_back(Pick(random, kTownsEs));
  }
  party.phone = "+1 " + std::to_string(Between(random, 212, 989)) + " 555 01" + Digits(random, 2);
  party.email = (language == Language::kEnglish ? "billing@" : "facturas@") + DomainOf(party.name);
  return party;
}

}  // namespace

const CountryRules& RulesOf(Country country) { return kRules[static_cast<std::size_t>(country)]; }

Party InventSupplier(Random& random, Country country, Language language) {
  std::string name;
  if (language == Language::kEnglish) {
    name = Phrase({Pick(random, kNamesEn), Pick(random, kTradesEn),
                   country == Country::kDollar ? Words("LLC") : Words("Ltd.")});
  } else {
    name = Phrase({Pick(random, kTradesEs), Pick(random, kNames), RulesOf(country).legal_form});
  }
  return InventParty(random, country, language, std::move(name));
}

Party InventCustomer(Random& random, Country country, Language language) {
  std::string name;
  if (language == Language::kEnglish) {
    name = Phrase({Pick(random, kShopsEn), Words("Inc.")});
  } else {
    name = Phrase({Pick(random, kShopsEs), Pick(random, kShopNames), RulesOf(country).legal_form});
  }
  return InventParty(random, country, language, std::move(name));
}

Good InventGood(Random& random, Language language) {
  const bool english = language == Language::kEnglish;
  const Kind& kind = Pick(random, kKinds);
  Good good;
  const std::size_t weave = random.Below(std::size(kWeavesEs));
  const std::size_t fibre = random.Below(std::size(kFibresEs));
  const std::size_t colour = random.Below(std::size(kColoursEs));
  const std::size_t extra = random.Below(std::size(kExtrasEs));
  const bool woven = kind.unit_es == "m" || kind.unit_es == "kg";
  const bool plain = Chance(random, 35);
  const bool long_text = Chance(random, 28);
  if (english) {
    good.description = Phrase({kind.name_en, woven ? kWeavesEn[weave] : "",
                               plain ? "" : kFibresEn[fibre], kColoursEn[colour]});
  } else {
    good.description = Phrase({kind.name_es, woven ? kWeavesEs[weave] : "",
                               plain ? "" : kFibresEs[fibre], kColoursEs[colour]});
  }
  if (long_text) {
    good.description += ", ";
    good.description += english ? kExtrasEn[extra] : kExtrasEs[extra];
  }
  good.code = AsciiUpper(Fold(english ? kind.name_en : kind.name_es)).substr(0, 2) + "-" +
              Digits(random, Between(random, 4, 5));
  good.unit = english ? kind.unit_en : kind.unit_es;
  good.unit_word = english ? kind.word_en : kind.word_es;
  good.measured = kind.measured;
  good.cents_low = kind.low;
  good.cents_high = kind.high;
  return good;
}

}  // namespace telar::samples
