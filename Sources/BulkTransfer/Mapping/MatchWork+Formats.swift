import BulkClient
import BulkFormats
import Foundation

/// How dates and numbers are written. (rules 6 and 8 of what an import must never do: bulk write specification, section 8.4)
extension MatchWork {
    mutating func chooseFormat(_ column: Int, _ field: FieldDescription, _ tally: FormatTally, _ odd: OddCells, _ rules: CellRules) {
        let given = matches[column]?.format ?? matches[column]?.mapping?.format
        if let given { return tellMisfits(column, field, tally, given: given, odd) }
        let format = ValueFormat(tally)
        matches[column]?.mapping?.format = format.pattern
        matches[column]?.format = format.word
        if let doubt = format.doubt { tell(doubt, column, field, tally, rules, chosen: format.word) }
        if let unclear = format.unclear {
            notes.append(
                "\(name(column)): \(unclear.different.words(cells: "cell could be", "cells could be")) month first or day first, \(unclear.different.value) in line \(unclear.different.line), which the other cells don't tell; such rows will be refused"
            )
        } else if format.misfits.count > 0 {
            tell(format.misfits, column, field, tally, as: format.word ?? format.pattern, hasFit: tally.fitting > 0, odd)
        }
        if let years = format.shortYears { tellYears(column, field, years, tally, format.pattern) }
    }

    private mutating func tellMisfits(_ column: Int, _ field: FieldDescription, _ tally: FormatTally, given: String, _ odd: OddCells) {
        let isPlainNumber = !tally.kind.isDate && (given == "#,##,###.##" || given == FormatCandidate.defaultWord)
        let word = isPlainNumber ? tally.candidates[0].word : given
        guard let candidate = tally.candidates.firstIndex(where: { $0.word == word }) else { return }
        let misfits = tally.misfits(of: candidate)
        if misfits.count > 0 { tell(misfits, column, field, tally, as: given, hasFit: true, odd) }
        if tally.candidates[candidate].hasShortYear { tellYears(column, field, tally.read(by: candidate), tally, given) }
    }

    private mutating func tell(
        _ misfits: SeenCells, _ column: Int, _ field: FieldDescription, _ tally: FormatTally, as word: String?, hasFit: Bool,
        _ odd: OddCells
    ) {
        let isDate = tally.kind.isDate
        let what = isDate ? "date" : "number"
        let form = word.flatMap { $0 == FormatCandidate.defaultWord ? nil : " as \($0)" } ?? ""
        let place =
            "\(misfits.words(cells: "cell is", "cells are")) no \(what)\(hasFit ? form : " in a format there is"), the first \"\(misfits.value)\" in line \(misfits.line)"
        let hint =
            isDate || odd.markers[misfits.value] != nil
            ? "" : ". A number is digits, with a sign before them and a point or comma before decimals, and no currency"
        notes.append("\(name(column)): \(place); such rows will be refused\(hint)")
    }

    private mutating func tell(
        _ doubt: ValueFormat.Doubt, _ column: Int, _ field: FieldDescription, _ tally: FormatTally, _ rules: CellRules, chosen: String?
    ) {
        let kind = tally.kind
        let readings = doubt.readings
        func example(_ seen: SeenCells) -> String {
            let values = readings.map { "\($0.words(for: seen.value, kind))" }.joined(separator: " or ")
            return "\(seen.value) in line \(seen.line) is \(values)"
        }
        let own = readings.filter { $0.own.count > 0 }
        let evidence =
            own.isEmpty
            ? "no cell tells which"
            : "the cells contradict one another: \(own.map { "\($0.own.value) in line \($0.own.line) is \($0.meaning(kind))" }.joined(separator: ", "))"
        let meanings = readings.map { "\($0.meaning(kind)) (\($0.word))" }.joined(separator: " or ")
        let doubtful =
            "\(name(column)): the cells of \(field.apiName) could be read either with \(meanings), and \(evidence). \(example(doubt.difference.different))"
        if rules.usesDefaultFormats {
            notes.append("\(doubtful). --default-formats takes \(readings[0].meaning(kind)): \(readings[0].word)")
            return
        }
        let options = readings.map { "--format \(Self.quoted("\(field.apiName)=\($0.word)"))" }.joined(separator: " or ")
        if doubt.isContradiction, let chosen {
            let words = [chosen] + readings.map(\.word).filter { $0 != chosen }
            doubts[column] = FormatDoubt(dataType: field.dataType, words: words).map {
                CellTranslation.Doubt(formats: $0, field: field.apiName)
            }
            notes.append("\(doubtful). Cells that could be either will be refused, and the others are read as \(chosen). Or say \(options)")
        } else {
            problems.append(
                "\(doubtful). Say \(options); or --default-formats, which takes \(readings[0].meaning(kind)) in all such columns")
        }
        let examples = [doubt.difference.different, doubt.difference.second].filter { $0.count > 0 }
        questions.append(
            MappingQuestion(
                column: column,
                text:
                    "\(name(column)): the cells of \(field.apiName) could be read in \(readings.count) ways, and \(evidence).\(neighbours(of: column, kind))",
                choices: readings.map { reading in
                    let shown = examples.map { "\($0.value) is \(reading.words(for: $0.value, kind))" }.joined(separator: ", ")
                    return MappingQuestion.Choice(
                        text: "\(reading.meaning(kind)), \(reading.word): \(shown)",
                        answer: MappingQuestion.Answer(formats: ["\(field.apiName)=\(reading.word)"]))
                }, isNeeded: !doubt.isContradiction))
    }

    /// What other columns of the file are, which isn't certain to be the same here.
    private func neighbours(of column: Int, _ kind: FormatKind) -> String {
        let others = matches.indices.compactMap { other -> String? in
            guard other != column, other < column, let match = matches[other], let word = match.format, let mapping = match.mapping,
                let field = resolver.names.named(mapping.field, .apiName).first, let otherKind = FormatKind(dataType: field.dataType),
                otherKind.isDate == kind.isDate, !questions.contains(where: { $0.column == other })
            else { return nil }
            return "\(name(other)) is \(word)"
        }
        return others.isEmpty ? "" : " In the same file, \(others.joined(separator: ", "))."
    }

    private mutating func tellYears(_ column: Int, _ field: FieldDescription, _ years: SeenCells, _ tally: FormatTally, _ pattern: String?)
    {
        guard years.count > 0, let candidate = tally.candidates.first(where: { $0.pattern == pattern }) else { return }
        let bytes = Array(years.value.utf8)
        guard let value = bytes.withUnsafeBufferPointer(candidate.read) else { return }
        let days = tally.kind == .date ? Int(value) : Int((value >= 0 ? value : value - 86_399) / 86_400)
        let rule = TwoDigitYear(field)
        let date = rule.date(for: CivilDate(daysSince1970: days), today: Int(Date().timeIntervalSince1970) / 86_400)
        notes.append(
            "\(name(column)): years have two digits, and each is taken for \(rule.words): \(years.value) in line \(years.line) is in the year \(date.year)"
        )
    }
}
