/// Exact nearest-neighbour search over memory-mapped tables of vectors, for packages other than Vitrine: all that is public in `Vectors`.
///
/// `VectorIndex` searches; `VectorTable` is what it searches in; `Metric`, `Query`, `RowSet` and `Neighbor` say what is asked and found.
@_exported import Vectors
