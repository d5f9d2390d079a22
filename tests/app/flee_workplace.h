#pragma once
// A small folder of Flee's, and the scenario that is imported from it.
#include <filesystem>
#include <sstream>
#include <string>

#include "app/forecast.h"
#include "app/import_flee.h"
#include "app/workplace.h"

namespace corridor {

/// Two conflict zones, a town and two camps, one of which fills up and whose counts are corrected.
class FleeWorkplace : public Workplace {
 public:
  FleeWorkplace() {
    std::filesystem::create_directories(path() / "in");
    std::filesystem::create_directories(path() / "data");
    write("in/sim_period.csv", "StartDate,2010-01-01\nLength,20\n");
    write("in/locations.csv",
          "#name,region,country,lat,lon,type,date,pop\n"
          "A,r,X,1.0,30.0,conflict_zone,0,1000\nB ,r,X,1.5,30.5,conflict_zone,5,500\n"
          "T,r,X,1.2,31.0,town,0,0\nC1,r,Y,1.1,32.0,camp,0,700\n\"C,2\",r,Y,2.0,32.0,camp,0,-1\n");
    write("in/routes.csv",
          "#name1,name2,distance,forced\nA,T,60,\nB ,T,90,\nT,C1,150,\nT,\"C,2\",170,\nA,B ,40,\n");
    write("in/closures.csv", "#type,name1,name2,start,end\nlocation,T,x,12,14\n");
    std::string conflicts = "#Day,A,B\n";
    for (int day = 0; day < 20; ++day) {
      conflicts += std::to_string(day) + ",1," + (day < 5 ? "0" : "1") + "\n";
    }
    write("in/conflicts.csv", conflicts);
    write("in/registration_corrections.csv", "C1,2010-01-11\n");
    write("data/data_layout.csv", "total,all.csv\nC1,c1.csv\n\"C,2\",c2.csv\n");
    write("data/c1.csv", "2010-01-01,100\n2010-01-06,200\n2010-01-11,300\n2010-01-20,900\n");
    write("data/c2.csv", "2010-01-01,0\n2010-01-16,400\n");
    write("data/all.csv", "2010-01-01,100\n2010-01-20,1300\n");
    write("settings.yml",
          "move_rules:\n  max_move_speed: 100\n  start_on_foot: true\n  avoid_short_stints: true\n"
          "  camp_weight: 2\n");
  }
  [[nodiscard]] std::filesystem::path scenario() const { return path() / "scenario"; }
  /// What it says on the way.
  std::string import(const std::string& rules = "flee") const {
    return import_to(scenario(), rules);
  }
  std::string import_to(const std::filesystem::path& to, const std::string& rules) const {
    ImportFleeOptions options;
    options.rules = rules;
    options.input_folder = path() / "in";
    options.data_folder = path() / "data";
    options.settings_file = path() / "settings.yml";
    options.to = to;
    std::ostringstream out;
    std::ostringstream log;
    import_flee(options, out, log);
    return log.str();
  }

  [[nodiscard]] ForecastOptions forecast_options(std::size_t members) const {
    ForecastOptions options;
    options.folder = scenario();
    options.members = members;
    options.seed = 7;
    options.threads = 1;
    options.out = path() / "out";
    options.keep_members = true;
    return options;
  }
};

}  // namespace corridor
