import BulkModel

/// Pairs of records that aren't linked yet: a link that exists can't be made again.
struct LinkMaker: Sendable {
    /// The two lookups of the linking module.
    let fields: [Field]
    private let ids: [[ObjectID]]
    private var used: Set<Int> = []

    /// - Parameters:
    ///   - ids: what each of the two lookups may take.
    ///   - links: those that are there.
    init(fields: [Field], ids: [[ObjectID]], links: [[ObjectID]]) {
        self.fields = fields
        self.ids = ids
        var places: [[ObjectID: Int]] = []
        for targets in ids { places.append(Dictionary(targets.enumerated().map { ($1, $0) }) { first, _ in first }) }
        for link in links {
            guard let first = places[0][link[0]], let second = places[1][link[1]] else { continue }
            used.insert(first * ids[1].count + second)
        }
    }

    /// How many pairs can still be made.
    var free: Int { ids[0].count * ids[1].count - used.count }

    /// Sees to it that a pair isn't made a second time.
    mutating func take(_ link: [ObjectID]) {
        guard let first = ids[0].firstIndex(of: link[0]), let second = ids[1].firstIndex(of: link[1]) else { return }
        used.insert(first * ids[1].count + second)
    }

    /// There must be a free pair.
    mutating func next(from numbers: inout SeededNumbers) -> [ObjectID] {
        let all = ids[0].count * ids[1].count
        var pair = numbers.below(ids[0].count) * ids[1].count + numbers.below(ids[1].count)
        while !used.insert(pair).inserted { pair = (pair + 1) % all }
        return [ids[0][pair / ids[1].count], ids[1][pair % ids[1].count]]
    }
}
