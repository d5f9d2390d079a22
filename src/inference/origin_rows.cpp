#include "inference/origin_rows.h"

#include <cstddef>
#include <tuple>

#include "base/bytes.h"

namespace corridor {
namespace {

// The members of a row in the order of the bytes.
constexpr std::tuple kCount{&ScoreRow::method,
                            &ScoreRow::task,
                            &ScoreRow::crps,
                            &ScoreRow::wis,
                            &ScoreRow::dispersion,
                            &ScoreRow::overprediction,
                            &ScoreRow::underprediction,
                            &ScoreRow::pit,
                            &ScoreRow::bias,
                            &ScoreRow::in_50,
                            &ScoreRow::in_90,
                            &ScoreRow::quantiles};
constexpr std::tuple kMilestone{&MilestoneRow::method, &MilestoneRow::task,
                                &MilestoneRow::wis,    &MilestoneRow::in_50,
                                &MilestoneRow::in_90,  &MilestoneRow::quantiles};

template <class Row, class Members>
void put(const std::vector<Row>& rows, const Members& members, ByteWriter& writer) {
  writer.put(rows.size());
  for (const Row& row : rows) {
    std::apply([&](auto... member) { (writer.put(row.*member), ...); }, members);
  }
}

template <class Value>
void get(Value& value, ByteReader& reader) {
  value = reader.get<Value>();
}
template <class Value>
void get(std::vector<Value>& values, ByteReader& reader) {
  values = reader.get_vector<Value>();
}

template <class Row, class Members>
void get(std::vector<Row>& rows, const Members& members, ByteReader& reader) {
  rows.resize(reader.get<std::size_t>());
  for (Row& row : rows) {
    std::apply([&](auto... member) { (get(row.*member, reader), ...); }, members);
  }
}

}  // namespace

std::string as_bytes(const OriginRows& rows) {
  ByteWriter writer;
  put(rows.counts, kCount, writer);
  put(rows.milestones, kMilestone, writer);
  return writer.take();
}

OriginRows origin_rows_from(const std::string& bytes) {
  ByteReader reader(bytes);
  OriginRows rows;
  get(rows.counts, kCount, reader);
  get(rows.milestones, kMilestone, reader);
  return rows;
}

}  // namespace corridor
