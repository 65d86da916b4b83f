#pragma once

#include <string>

#include "app/style.h"
#include "app/times.h"
#include "invoices/review.h"

namespace telar::app {

/// Documents that wait, as a table, and beneath it how many wait for which reason.
std::string WaitingView(const invoices::WaitingPage& page, const LocalTimes& times, Instant now,
                        int width, const Style& style);
/// One object a document: {"document","file","since","age_seconds","class","supplier","number",
/// "date","currency","total","doubtful","reasons","revision"}.
std::string WaitingJson(const invoices::Waiting& waiting, Instant now);

/// Everything about a document for people: the invoice as `telar invoices list ID` shows it, where
/// it stands, where its file lies, and who did what.
std::string DossierView(const invoices::Dossier& dossier, const LocalTimes& times, int width,
                        const Style& style);
/// The object of `telar invoices read --json` with further keys: "state stage decision
/// decision_note duplicate_of duplicates revision loaded archived_as inbox history".
std::string DossierJson(const invoices::Dossier& dossier);

/// "3 d", "5 h", "12 min": how long a document waits.
std::string AgeText(Duration age);

}  // namespace telar::app
