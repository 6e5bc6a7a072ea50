import BulkFormats
import Testing

@testable import BulkTransfer

/// Columns as people of many countries write them, spoilt with cells that are nothing: what is found is what was meant, or it is in doubt
/// because another reading fits as well.
@Suite("Finding formats in made-up columns")
struct FormatFindingTests {
    /// Numbers that look random and are the same in every run.
    private struct Dice: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ state >> 31
        }
    }

    private static let junk = [
        "n/a", "-", "00/00/0000", "1981", "soon", "32/13/2024", "#N/A", "NULL", "?", "x\u{0}", "99.99.9999", "€ 5", "--", "12,3,4",
    ]

    private func check(_ kind: FormatKind, meant: String, cells: [String], _ comment: String) throws {
        let tallies = ColumnScan.tallies([ScanTask(column: 0, kind: .format(kind))], of: cells.map { [$0] })
        let tally = try #require(tallies[0]?.formats)
        let format = ValueFormat(tally)
        let own = try #require(tally.candidates.first { $0.word == meant })
        func read(_ candidate: FormatCandidate, _ cell: String) -> Int64? { Array(cell.utf8).withUnsafeBufferPointer(candidate.read) }
        if let doubt = format.doubt {
            let difference = doubt.difference.different
            #expect(difference.count > 0, "\(comment): a doubt without a cell that could be two values")
            // Every reading that is offered has cells of its own that no other reads, or none has.
            #expect(doubt.readings.allSatisfy { $0.own.count > 0 } || doubt.readings.contains { $0.own.count == 0 }, "\(comment)")
            let isTrue = doubt.readings.contains { reading in
                cells.allSatisfy { read(own, $0) == nil || read(reading.candidate, $0) == read(own, $0) }
            }
            #expect(isTrue, "\(comment): what was meant isn't offered")
        } else {
            let chosen = try #require(tally.candidates.first { $0.pattern == format.pattern })
            for cell in cells {
                guard let value = read(own, cell) else { continue }
                #expect(read(chosen, cell) == value || read(chosen, cell) == nil, "\(comment): \(cell) is read by \(chosen.word)")
            }
            let kept = cells.count { read(own, $0) != nil && read(chosen, $0) != nil }
            #expect(
                kept == cells.count { read(own, $0) != nil }, "\(comment): rows that nothing is wrong with are refused by \(chosen.word)")
        }
    }

    @Test(
        "dates",
        arguments: [
            "MM/dd/yyyy", "dd/MM/yyyy", "dd.MM.yyyy", "d.M.yyyy", "dd-MM-yyyy", "yyyy-MM-dd", "yyyy/MM/dd", "M/d/yyyy", "d/M/yyyy",
            "dd/MM/yy",
            "MM/dd/yy",
        ])
    func dates(pattern: String) throws {
        for seed in 0..<200 {
            var dice = Dice(state: UInt64(seed) &* 7_919 &+ UInt64(pattern.utf8.reduce(0) { $0 &* 31 &+ Int($1) }.magnitude))
            let count = Int.random(in: 1...40, using: &dice)
            let largestDay = Bool.random(using: &dice) ? 12 : 28
            var cells = (0..<count).map { _ in
                Self.date(
                    pattern, Int.random(in: 1971...2030, using: &dice), Int.random(in: 1...12, using: &dice),
                    Int.random(in: 1...largestDay, using: &dice))
            }
            for _ in 0..<Int.random(in: 0...3, using: &dice) {
                cells.insert(Self.junk.randomElement(using: &dice) ?? "", at: Int.random(in: 0...cells.count, using: &dice))
            }
            try check(.date, meant: pattern, cells: cells, "\(pattern), seed \(seed)")
        }
    }

    @Test("amounts", arguments: ["#,###.##", "#.###,##", "# ###,##", "# ###.##"])
    func amounts(pattern: String) throws {
        for seed in 0..<200 {
            var dice = Dice(state: UInt64(seed) &* 104_729 &+ UInt64(pattern.utf8.reduce(0) { $0 &* 31 &+ Int($1) }.magnitude))
            let decimals = [0, 2, 3].randomElement(using: &dice) ?? 0
            let largest = [9, 999, 99_999, 9_999_999].randomElement(using: &dice) ?? 9
            var cells = (0..<Int.random(in: 1...40, using: &dice)).map { _ in
                Self.number(pattern, Int.random(in: 1...largest, using: &dice), Int.random(in: 0...999, using: &dice), decimals)
            }
            for _ in 0..<Int.random(in: 0...3, using: &dice) {
                cells.insert(Self.junk.randomElement(using: &dice) ?? "", at: Int.random(in: 0...cells.count, using: &dice))
            }
            try check(.number(isWhole: false, isPercent: false), meant: pattern, cells: cells, "\(pattern), seed \(seed)")
        }
    }

    private static func date(_ pattern: String, _ year: Int, _ month: Int, _ day: Int) -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return pattern.replacing("yyyy", with: "\(year)").replacing("yy", with: two(year % 100)).replacing("MM", with: two(month))
            .replacing("dd", with: two(day)).replacing("M", with: "\(month)").replacing("d", with: "\(day)")
    }

    private static func number(_ pattern: String, _ whole: Int, _ thousandths: Int, _ decimals: Int) -> String {
        let grouping = String(pattern[pattern.index(after: pattern.startIndex)])
        let point = pattern.hasSuffix(",##") ? "," : "."
        let digits = Array(String(whole))
        let groups = digits.indices.map { ($0 > 0 && (digits.count - $0) % 3 == 0 ? grouping : "") + String(digits[$0]) }.joined()
        let fraction = String(String(1_000 + thousandths).dropFirst().prefix(decimals))
        return decimals == 0 ? groups : groups + point + fraction
    }
}
