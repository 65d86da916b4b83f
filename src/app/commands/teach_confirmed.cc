#include "app/commands/teach_confirmed.h"

#include <string>
#include <vector>

#include "app/wiring.h"
#include "invoices/memory/teach.h"
#include "invoices/records.h"

namespace telar::app {
namespace {

Result<std::string> BytesOf(store::ObjectStore& inbox, const std::vector<invoices::Source>& sources,
                            std::uint64_t limit) {
  for (const invoices::Source& source : sources) {
    auto bytes = inbox.Get(source.key, source.version, limit);
    const Code code = bytes.status().code();
    if (code != Code::kNotFound && code != Code::kConflict) return bytes;
  }
  return Status::NotFound("read the document again: it left the inbox");
}

}  // namespace

Status TeachConfirmed(Context& context, const config::Settings& settings, db::Database& database,
                      const DocumentId& document, const invoices::Invoice& confirmed, Instant at) {
  std::vector<invoices::Source> sources;
  {
    TELAR_ASSIGN_OR_RETURN(db::PooledConnection connection, database.Acquire());
    TELAR_ASSIGN_OR_RETURN(sources, invoices::OpenSourcesOf(*connection, document));
  }
  const documents::ReadOptions options = ReadOptionsFor(settings);
  TELAR_ASSIGN_OR_RETURN(const auto inbox, OpenInbox(settings, context.clock));
  TELAR_ASSIGN_OR_RETURN(const std::string bytes,
                         BytesOf(*inbox, sources, options.limits.file_bytes));
  TELAR_ASSIGN_OR_RETURN(const auto reader,
                         OpenReader(settings, context.ReaderProgram(), 1, context.clock));
  TELAR_ASSIGN_OR_RETURN(const documents::Document read, reader->Read(bytes, options));
  // The places of a structured invoice's values on its pages teach as those of any other.
  if (!read.HasText()) return Status::Ok();
  TELAR_ASSIGN_OR_RETURN(db::PooledConnection connection, database.Acquire());
  TELAR_ASSIGN_OR_RETURN(db::Transaction transaction, db::Transaction::Begin(*connection));
  TELAR_RETURN_IF_ERROR(invoices::Teach(*connection, read, confirmed, document, at).status());
  return transaction.Commit();
}

}  // namespace telar::app
