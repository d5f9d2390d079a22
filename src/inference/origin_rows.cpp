#include "inference/origin_rows.h"

#include "base/bytes.h"

namespace corridor {
namespace {

void put(const MilestoneRow& row, ByteWriter& writer) {
  writer.put(row.method);
  writer.put(row.task);
  writer.put(row.wis);
  writer.put(row.in_50);
  writer.put(row.in_90);
  writer.put(row.quantiles);
}

MilestoneRow get_milestone(ByteReader& reader) {
  MilestoneRow row;
  row.method = reader.get<std::size_t>();
  row.task = reader.get<std::size_t>();
  row.wis = reader.get<double>();
  row.in_50 = reader.get<bool>();
  row.in_90 = reader.get<bool>();
  row.quantiles = reader.get_vector<double>();
  return row;
}

void put(const ScoreRow& row, ByteWriter& writer) {
  writer.put(row.method);
  writer.put(row.task);
  for (const double value : {row.crps, row.wis, row.dispersion, row.overprediction,
                             row.underprediction, row.pit, row.bias})
    writer.put(value);
  writer.put(row.in_50);
  writer.put(row.in_90);
  writer.put(row.quantiles);
}

ScoreRow get_row(ByteReader& reader) {
  ScoreRow row;
  row.method = reader.get<std::size_t>();
  row.task = reader.get<std::size_t>();
  for (double* value : {&row.crps, &row.wis, &row.dispersion, &row.overprediction,
                        &row.underprediction, &row.pit, &row.bias})
    *value = reader.get<double>();
  row.in_50 = reader.get<bool>();
  row.in_90 = reader.get<bool>();
  row.quantiles = reader.get_vector<double>();
  return row;
}

}  // namespace

std::string as_bytes(const OriginRows& rows) {
  ByteWriter writer;
  writer.put(rows.counts.size());
  for (const ScoreRow& row : rows.counts) put(row, writer);
  writer.put(rows.milestones.size());
  for (const MilestoneRow& row : rows.milestones) put(row, writer);
  return writer.take();
}

OriginRows origin_rows_from(const std::string& bytes) {
  ByteReader reader(bytes);
  OriginRows rows;
  rows.counts.resize(reader.get<std::size_t>());
  for (ScoreRow& row : rows.counts) row = get_row(reader);
  rows.milestones.resize(reader.get<std::size_t>());
  for (MilestoneRow& row : rows.milestones) row = get_milestone(reader);
  return rows;
}

}  // namespace corridor
