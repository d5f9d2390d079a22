#include "output/html.h"
#include "output/score_output.h"

namespace corridor {

std::string score_html(const ScoreRun& run) {
  return html_page("Scores", "<h1>" + escape_html(run.full->title) + "</h1>");
}

}  // namespace corridor
