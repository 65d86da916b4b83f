#include "documents/isolation/sandbox_report.h"

namespace telar::documents {

std::string SandboxReport::ToString() const {
  std::string text;
  for (const SandboxLayer& layer : layers) {
    text += layer.name + (layer.on ? ": on" : ": off");
    if (!layer.detail.empty()) text += " (" + layer.detail + ")";
    text += '\n';
  }
  return text;
}

}  // namespace telar::documents
