import BulkClient
import BulkFormats
import Foundation

/// What is told by the cells of columns.
extension MatchWork {
    /// Decides by what lookups find records, how dates and numbers are written, and what becomes of words and options.
    mutating func settle(_ tallies: [Int: ColumnTally], _ rules: CellRules) throws {
        for column in matches.indices {
            guard let mapping = matches[column]?.mapping, let tally = tallies[column],
                let field = resolver.names.named(mapping.field, .apiName).first
            else { continue }
            var translation = CellTranslation(nulls: rules.nulls)
            var replacements = rules.replacements[field.apiName] ?? []
            var refusals: [CellTranslation.Refusal] = []
            if let keys = tally.keys { chooseKey(column, field, keys) }
            if let formats = tally.formats { chooseFormat(column, field, formats, tally.odd, rules) }
            if let texts = tally.texts {
                if field.dataType == "boolean" {
                    chooseTruth(column, field, texts, rules, &replacements, &refusals)
                } else {
                    translation.allowed = chooseOptions(column, field, texts, rules, replacements)
                    translation.hasSeveral = field.dataType == "multiselectpicklist"
                }
            }
            tellOddities(column, field, tally)
            translation = CellTranslation(
                nulls: translation.nulls, unwrapsFormulas: tally.odd.formulas.count > 0, replacements: replacements, refusals: refusals,
                allowed: translation.allowed, doubt: doubts[column], hasSeveral: translation.hasSeveral)
            if !translation.isEmpty { translations[column] = translation }
        }
    }

    /// A column as notes call it.
    func name(_ column: Int) -> String {
        "column \(header[column].isEmpty ? "\(column + 1)" : header[column])"
    }

    private mutating func chooseKey(_ column: Int, _ field: FieldDescription, _ keys: KeyTally) {
        guard matches[column]?.mapping?.findBy == nil, matches[column]?.mapping?.parentColumn == nil else { return }
        let display = field.lookupModule.map { matcher.displayFields[$0] ?? OtherNames.displayField(of: $0) } ?? "Name"
        let key = LookupKey(for: field, title: header[column], keys: keys, displayField: display)
        matches[column]?.mapping?.findBy = key.findBy
        if let note = key.note { notes.append(note) }
    }

    private mutating func tellOddities(_ column: Int, _ field: FieldDescription, _ tally: ColumnTally) {
        let odd = tally.odd
        if odd.formulas.count > 0 {
            notes.append(
                "\(name(column)): \(odd.formulas.words(cells: "cell is", "cells are")) written as a formula of a spreadsheet, \(odd.formulas.value) in line \(odd.formulas.line); the text in the quotes is taken"
            )
        }
        if odd.exponents.count > 0 {
            notes.append(
                "\(name(column)): \(odd.exponents.words(cells: "cell is a number", "cells are numbers")) that a spreadsheet has rounded, \(odd.exponents.value) in line \(odd.exponents.line), in scientific notation; the digits behind are lost. Write the column as text in the spreadsheet, and save it again"
            )
        }
        let options = Set(field.options.map(TruthWords.key))
        let markers = odd.markers.filter { !options.contains(TruthWords.key($0.key)) }
        for (marker, seen) in markers.sorted(by: { ($0.value.line, $0.key) < ($1.value.line, $1.key) }) {
            let isError = marker.hasPrefix("#")
            let what = isError ? "an error of a spreadsheet" : "a mark for no value"
            notes.append(
                "\(name(column)): \(seen.words(cells: "cell has", "cells have")) \"\(marker)\", \(what) (first in line \(seen.line)); if they are to be empty, say --null \(Self.quoted(marker))"
            )
        }
    }

    /// As a shell takes it.
    static func quoted(_ text: String) -> String {
        let isPlain =
            !text.isEmpty
            && text.utf8.allSatisfy { $0 | 0x20 &- 0x61 < 26 || $0 &- 0x30 < 10 || "/-_.:,=+@%".utf8.contains($0) || $0 >= 0x80 }
        return isPlain ? text : "'" + text.replacing("'", with: "'\\''") + "'"
    }
}
