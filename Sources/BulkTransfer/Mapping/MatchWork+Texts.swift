import BulkClient

/// Words for yes and no, and options.
extension MatchWork {
    /// (bulk write specification, section 8.1)
    mutating func chooseTruth(
        _ column: Int, _ field: FieldDescription, _ texts: TextTally, _ rules: CellRules,
        _ replacements: inout [CellTranslation.Replacement],
        _ refusals: inout [CellTranslation.Refusal]
    ) {
        let known = Set(replacements.map { TruthWords.key($0.from) })
        var taken: [String] = []
        var proposed: [(seen: SeenCells, isTrue: Bool)] = []
        var strange: [SeenCells] = []
        for (key, seen) in texts.ordered where !known.contains(key) {
            if let isTrue = rules.truth[key] {
                replacements.append(CellTranslation.Replacement(from: seen.value, to: isTrue ? "true" : "false"))
            } else if TruthWords.standard.contains(key) {
                continue
            } else if let isTrue = TruthWords.english[key] {
                replacements.append(CellTranslation.Replacement(from: seen.value, to: isTrue ? "true" : "false"))
                taken.append("\"\(seen.value)\" (\(seen.words(cells: "cell", "cells")), first in line \(seen.line)) is \(isTrue)")
            } else if let isTrue = TruthWords.others[key] {
                proposed.append((seen, isTrue))
            } else {
                strange.append(seen)
            }
        }
        if !taken.isEmpty { notes.append("\(name(column)): \(taken.joined(separator: ", "))") }
        if !proposed.isEmpty { propose(proposed, column, field, &refusals) }
        if let first = strange.first {
            let count = strange.reduce(0) { $0 + $1.count }
            notes.append(
                "\(name(column)): \(count == 1 ? "1 cell is" : "\(count) cells are") neither true nor false, the first \"\(first.value)\" in line \(first.line); such rows will be refused. Words for yes and no can be named with --true WORD and --false WORD"
            )
        }
    }

    private mutating func propose(
        _ proposed: [(seen: SeenCells, isTrue: Bool)], _ column: Int, _ field: FieldDescription, _ refusals: inout [CellTranslation.Refusal]
    ) {
        let said = proposed.map { "--\($0.isTrue) \(Self.quoted($0.seen.value))" }.joined(separator: " ")
        let cells = proposed.map { "\"\($0.seen.value)\" (\($0.seen.words(cells: "cell", "cells")), first in line \($0.seen.line))" }
        for word in proposed {
            refusals.append(
                CellTranslation.Refusal(
                    text: word.seen.value,
                    hint:
                        "\(field.label) takes true or false, not \"\(word.seen.value)\"; if that means \(word.isTrue), say --\(word.isTrue) \(Self.quoted(word.seen.value))"
                ))
        }
        notes.append(
            "\(name(column)): \(cells.joined(separator: ", ")) \(proposed.count == 1 ? "is" : "are") neither true nor false; such rows will be refused unless you say \(said)"
        )
        var yes = MappingQuestion.Answer()
        for word in proposed {
            if word.isTrue { yes.trueWords.append(word.seen.value) } else { yes.falseWords.append(word.seen.value) }
        }
        let meaning = proposed.map { "\"\($0.seen.value)\" is \($0.isTrue)" }.joined(separator: ", ")
        questions.append(
            MappingQuestion(
                column: column, text: "\(name(column)): \(field.apiName) takes true or false, and has \(cells.joined(separator: ", ")).",
                choices: [
                    MappingQuestion.Choice(text: meaning, answer: yes),
                    MappingQuestion.Choice(text: "refuse such rows", answer: MappingQuestion.Answer()),
                ], isNeeded: false))
    }

    /// - Returns: the only options that are taken; nil for any.
    mutating func chooseOptions(
        _ column: Int, _ field: FieldDescription, _ texts: TextTally, _ rules: CellRules, _ replacements: [CellTranslation.Replacement]
    ) -> CellTranslation.Allowed? {
        guard !field.options.isEmpty else { return nil }
        let choice = rules.newOptionsOfFields[field.apiName] ?? rules.newOptions ?? matches[column]?.newOptions
        matches[column]?.newOptions = choice
        var known = Set(field.options.map(TruthWords.key))
        var targets: [(key: String, seen: SeenCells)] = []
        for replacement in replacements { known.insert(TruthWords.key(replacement.from)) }
        for replacement in replacements {
            let parts = field.dataType == "multiselectpicklist" ? replacement.to.split(separator: ";") : [replacement.to[...]]
            for part in parts {
                let key = TruthWords.key(part.trimmingBlanks())
                guard !key.isEmpty, !known.contains(key), let seen = texts.texts[TruthWords.key(replacement.from)] else { continue }
                targets.append((key, seen.called(part.trimmingBlanks())))
            }
        }
        let new = texts.ordered.filter { !known.contains($0.key) }.map { (key: $0.key, seen: $0.cells) } + targets
        let allowed = choice == .refuse ? CellTranslation.Allowed(options: field.options, field: field.label) : nil
        if texts.rest.count > 0 {
            notes.append(
                "\(name(column)): \(texts.rest.words(cells: "cell has", "cells have")) texts that are too long for options or too many, the first \"\(texts.rest.value)\" in line \(texts.rest.line). Is \(field.apiName) the right field?"
            )
        }
        guard !new.isEmpty else { return allowed }
        tell(new.map(\.seen), column, field, choice)
        return allowed
    }

    /// Options that are named in a note.
    private static let shownOptions = 20

    private mutating func tell(_ new: [SeenCells], _ column: Int, _ field: FieldDescription, _ choice: MappingOptions.NewOptions?) {
        let near = new.map { NearOptions.nearest(to: $0.value, among: field.options) }
        let list = zip(new, near).prefix(Self.shownOptions).map { seen, near in
            let hint = near.map { ", near \"\($0)\"" } ?? parts(of: seen.value, field).map { ", perhaps \($0)" } ?? ""
            return "\"\(seen.value)\" (\(seen.words(cells: "row", "rows")), first in line \(seen.line)\(hint))"
        }
        let rest = new.count - list.count
        let names = list.joined(separator: ", ") + (rest > 0 ? " and \(rest) others" : "")
        let options = new.count == 1 ? "1 option" : "\(new.count) options"
        // A stage must be one of its pipeline. (bulk write specification, section 8.1)
        let isClosed = matcher.module == "Deals" && field.apiName == "Stage"
        if choice == .refuse || isClosed {
            notes.append("\(name(column)): \(field.apiName) has no \(names); such rows will be refused")
        } else {
            notes.append(
                "\(name(column)): \(field.apiName) gets \(options) that it doesn't have yet: \(names). To refuse such rows, say --new-options refuse; to take another option, say --translate \(Self.quoted("\(field.apiName):\(new[0].value)=\(near[0] ?? field.options[0])"))"
            )
        }
        guard choice == nil, !isClosed else { return }
        var choices = [
            MappingQuestion.Choice(
                text: "add \(new.count == 1 ? "it" : "them")", answer: MappingQuestion.Answer(newOptions: ["\(field.apiName)=add"])),
            MappingQuestion.Choice(text: "refuse such rows", answer: MappingQuestion.Answer(newOptions: ["\(field.apiName)=refuse"])),
        ]
        let pairs = zip(new, near).compactMap { seen, near in near.map { "\(field.apiName):\(seen.value)=\($0)" } }
        if !pairs.isEmpty {
            choices.append(
                MappingQuestion.Choice(
                    text:
                        "take the nearest option there is: \(pairs.map { $0.dropFirst(field.apiName.count + 1).replacing("=", with: " becomes ") }.joined(separator: ", "))\(pairs.count < new.count ? "; add the others" : "")",
                    answer: MappingQuestion.Answer(translations: pairs, newOptions: ["\(field.apiName)=add"])))
        }
        questions.append(
            MappingQuestion(
                column: column, text: "\(name(column)): \(field.apiName) doesn't have \(names) yet.", choices: choices, isNeeded: false))
    }

    /// Options there are, if a text is several of them joined by something else than a semicolon.
    private func parts(of text: String, _ field: FieldDescription) -> String? {
        guard field.dataType == "multiselectpicklist" else { return nil }
        let known = Set(field.options.map(TruthWords.key))
        for mark in [",", "|", "/", "+", "&"] {
            let parts = text.split(separator: mark).map { $0.trimmingBlanks() }
            if parts.count > 1, parts.allSatisfy({ known.contains(TruthWords.key($0)) }) { return "\"\(parts.joined(separator: ";"))\"" }
        }
        return nil
    }
}
