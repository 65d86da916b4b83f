#include "samples/trade_addressees.h"

#include <span>

#include "samples/chance.h"
#include "samples/company.h"

namespace telar::samples {
namespace {

using Words = std::string_view;
using Choices = std::span<const Words>;

// By language, in the order of Language.
constexpr Words kSalutations[][3] = {{"Sr.", "Sra.", "Señores"},
                                     {"Mr", "Mrs", "Messrs"},
                                     {"Exmo. Senhor", "Senhor", "Senhora"},
                                     {"Monsieur", "Madame", "M. et Mme"},
                                     {"Herrn", "Frau", "Firma"},
                                     {"De heer", "Mevrouw", "Familie"},
                                     {"Gent.mo Sig.", "Spett.le", "Sig.ra"}};
constexpr Words kAttention[][2] = {{"A la atención de ", "Att. "},
                                   {"Attn: ", "c/o "},
                                   {"Ao cuidado de ", "A/C de "},
                                   {"À l'attention de ", "À l'attention de M. "},
                                   {"z. Hd. ", "z.Hd. Herrn "},
                                   {"t.a.v. ", "T.a.v. de heer "},
                                   {"Alla c.a. ", "Alla cortese attenzione di "}};
constexpr Words kFrom[][3] = {
    {"Emisor", "De:", "Datos del emisor"},      {"From", "From:", "Supplier"},
    {"Emitente", "Fornecedor:", "De:"},         {"Émetteur", "Fournisseur :", "Vendeur"},
    {"Von:", "Rechnungssteller", "Verkäufer:"}, {"Van:", "Leverancier", "Verkoper:"},
    {"Da:", "Fornitore", "Cedente/prestatore"}};
constexpr Words kTo[][3] = {
    {"Cliente", "Para:", "Datos del cliente"},   {"To", "To:", "Bill to"},
    {"Cliente", "Adquirente:", "Para:"},         {"Client", "Facturé à :", "Destinataire"},
    {"An:", "Rechnungsempfänger", "Käufer:"},    {"Aan:", "Klant", "Koper:"},
    {"A:", "Cliente", "Cessionario/committente"}};
constexpr Words kSeparators[] = {" · ", " | ", " - ", " – "};

SeededRandom StreamOf(std::uint64_t chance, std::uint64_t salt) {
  return SeededRandom(chance ^ (salt * 0x9E3779B97F4A7C15ULL));
}

}  // namespace

Addressees DrawAddressees(std::uint64_t chance, Language language, Region region) {
  SeededRandom random = StreamOf(chance, 1);
  const auto at = static_cast<std::size_t>(language);
  Addressees drawn;
  const int form = Between(random, 0, 99);
  drawn.window_right = form < 14;
  drawn.from_to = form >= 14 && form < 26;
  drawn.bare = drawn.window_right ? Chance(random, 75) : Chance(random, 18);
  drawn.footer_line = Chance(random, 25);
  const std::size_t pair = random.Below(3);
  drawn.from = kFrom[at][pair];
  drawn.to = kTo[at][pair];
  if (Chance(random, 10)) drawn.salutation = Pick(random, kSalutations[at]);
  if (Chance(random, 15)) {
    drawn.attention = std::string(Pick(random, kAttention[at])) + InventFirstName(random, region) +
                      " " + InventFirstName(random, region);
  }
  drawn.separator = Pick(random, kSeparators);
  return drawn;
}

std::string PrivateCustomer(std::uint64_t chance, Region region) {
  SeededRandom random = StreamOf(chance, 2);
  if (!Chance(random, 16)) return {};
  return InventFirstName(random, region) + " " + InventFirstName(random, region);
}

}  // namespace telar::samples
