import BulkFormats

/// The format of a column, chosen from all its cells. (bulk write specification, sections 8.3 and 8.4)
///
/// It is the one that reads most of them, whatever the others hold. Where another format reads cells as other values, it counts what
/// only one of the two can read: cells of one and ten times fewer of the other settle it; none, or some of each, leave it in doubt.
struct ValueFormat {
    /// What the job is told; nil for the reading without a format.
    private(set) var pattern: String?
    /// What an option has to say so that the same cells are read the same way again; nil if any reading would do.
    private(set) var word: String?
    /// The readings that there are, if the cells don't tell which is meant; the documented one first.
    private(set) var doubt: Doubt?
    /// Cells that the format doesn't read.
    private(set) var misfits = SeenCells()
    /// Those of them that would be read, as one value or another, by the reading without a format.
    private(set) var unclear: FormatDifference?
    /// The first cell, if years have two digits.
    private(set) var shortYears: SeenCells?

    struct Doubt {
        /// Two at least.
        var readings: [Reading]
        /// Cells that the readings make different values of.
        var difference: FormatDifference

        /// Whether cells speak for each of them. Then only those that could be either are in doubt; the others say themselves what they are.
        var isContradiction: Bool { readings.allSatisfy { $0.own.count > 0 } }
    }

    struct Reading {
        let candidate: FormatCandidate
        /// What an option calls it.
        let word: String
        let fits: Int
        /// Cells that another reading can't read.
        var own: SeenCells
    }

    private let tally: FormatTally

    /// How often cells of the one must outnumber those of the other, so that the others are slips.
    private static let decisive = 10

    /// What is in doubt is read as it is documented; whether that will do is for others to say.
    init(_ tally: FormatTally) {
        self.tally = tally
        let used = tally.candidates.indices.filter { tally.fits($0) > 0 }
        let order = used.sorted { (-tally.fits($0), $0) < (-tally.fits($1), $1) }
        guard let best = order.first else {
            misfits = tally.misfits(of: 0)
            return
        }
        let most = tally.fits(best)
        let rivals = rivals(of: best, among: used)
        if rivals.isEmpty {
            settle(best, used)
            return
        }
        // A few cells that can't be told must not keep the others out.
        if rivals.allSatisfy({ tally.fits($0) < most }),
            let sure = order.first(where: { tally.fits($0) * 10 >= most * 9 && self.rivals(of: $0, among: used).isEmpty })
        {
            settle(sure, used)
            let difference = tally.difference(best, rivals[0])
            if difference.different.count > 0 { unclear = difference }
            return
        }
        let readings = readings(best, rivals, used)
        doubt = Doubt(readings: readings.map(\.reading), difference: tally.difference(readings[0].index, readings[1].index))
        let chosen = doubt?.isContradiction == true ? readings.first { $0.index == best } ?? readings[0] : readings[0]
        settle(chosen.index, used)
        word = chosen.reading.word
        if pattern == nil, let candidate = tally.candidates.first(where: { $0.pattern == word }) { pattern = candidate.pattern }
    }

    private mutating func settle(_ choice: Int, _ used: [Int]) {
        let candidate = tally.candidates[choice]
        pattern = candidate.pattern
        misfits = tally.misfits(of: choice)
        if candidate.hasShortYear { shortYears = tally.read(by: choice) }
        guard candidate.pattern == nil else {
            word = candidate.word
            return
        }
        guard isContested(choice) else { return }
        word = tally.kind.isDate ? equal(to: choice, used).map { tally.candidates[$0].word } ?? candidate.word : candidate.word
        if tally.kind.isDate, word != candidate.word { pattern = word }
    }

    /// Formats that read cells as other values, and that the cells don't rule out.
    private func rivals(of choice: Int, among used: [Int]) -> [Int] {
        used.filter { other in
            guard other != choice else { return false }
            let difference = tally.difference(choice, other)
            return difference.different.count > 0
                && (difference.onlyFirst.count == 0 || difference.onlySecond.count * Self.decisive > difference.onlyFirst.count)
        }
    }

    /// Whether a part of the column could be read otherwise than without a format.
    private func isContested(_ choice: Int) -> Bool {
        if tally.kind.isDate { return tally.groups.contains { $0.hasMonthAndDay && $0.fits(choice) > 0 } }
        return tally.candidates.indices.contains { other in
            let difference = tally.difference(choice, other)
            return difference.different.count > 0 || difference.onlyFirst.count > 0
        }
    }

    /// A format with a pattern that reads the same cells as the same values.
    private func equal(to choice: Int, _ used: [Int]) -> Int? {
        used.first {
            $0 != choice && tally.candidates[$0].pattern != nil && tally.fits($0) == tally.fits(choice)
                && tally.difference(choice, $0).different.count == 0
        }
    }

    /// One for each meaning, in the order of the formats.
    private func readings(_ best: Int, _ rivals: [Int], _ used: [Int]) -> [(index: Int, reading: Reading)] {
        var chosen = [best]
        for rival in rivals.sorted(by: { (-tally.fits($0), $0) < (-tally.fits($1), $1) })
        where chosen.allSatisfy({ tally.difference($0, rival).different.count > 0 }) {
            chosen.append(rival)
        }
        chosen.sort()
        return chosen.map { index in
            let candidate = tally.candidates[index]
            let word =
                candidate.pattern == nil && tally.kind.isDate
                ? equal(to: index, used).map { tally.candidates[$0].word } ?? candidate.word : candidate.word
            var own = SeenCells()
            for other in chosen where other != index { own.add(tally.difference(index, other).onlyFirst) }
            return (index, Reading(candidate: candidate, word: word, fits: tally.fits(index), own: own))
        }
    }
}

extension ValueFormat.Reading {
    /// What a cell is, read so: `3 December 1981`, `12500`.
    func words(for text: String, _ kind: FormatKind) -> String {
        let bytes = Array(text.utf8)
        guard let value = bytes.withUnsafeBufferPointer(candidate.read) else { return "nothing" }
        guard kind.isDate else {
            let whole = value.magnitude / 10_000
            var fraction = String(value.magnitude % 10_000)
            fraction = String(repeating: "0", count: 4 - fraction.count) + fraction
            while fraction.last == "0" { fraction.removeLast() }
            return (value < 0 ? "-" : "") + "\(whole)" + (fraction.isEmpty ? "" : ".\(fraction)")
        }
        let days = kind == .date ? value : (value >= 0 ? value : value - 86_399) / 86_400
        let date = CivilDate(daysSince1970: Int(days))
        return "\(date.day) \(Self.months[max(0, min(11, date.month - 1))]) \(date.year)"
    }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    ]

    /// What the reading is about, in a few words.
    func meaning(_ kind: FormatKind) -> String {
        guard kind.isDate else {
            return word.hasSuffix(".##") ? "a point before decimals" : "a comma before decimals"
        }
        if word == FormatCandidate.defaultWord || word.hasPrefix("M") || word.hasPrefix("EEE") { return "month first" }
        return word.hasPrefix("y") ? "year first" : "day first"
    }
}
