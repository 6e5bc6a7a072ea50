import BulkClient
import BulkFormats
import BulkModel

import enum BulkClient.Criteria

/// Patterns. Criteria have none, but the usual ones can be said otherwise.
extension WhereWork {
    func criteria(
        like value: FilterValue, isNegated: Bool, _ comparison: FilterComparison, _ target: WhereTarget
    ) throws(WhereFailure) -> Criteria {
        guard case .text(let written) = value.content else { throw mismatch(value, target, hint: "such as 'Adv%'") }
        let pattern = LikeText(written)
        let refusal = failure(
            "the pattern can't be said by criteria", at: value.place,
            hint: "a \"%\" at the beginning, at the end, or at both: 'abc%', '%abc', '%abc%'; else join several conditions with and")
        guard pattern.texts.count <= 3, pattern.texts.dropFirst().dropLast().allSatisfy({ !$0.isEmpty }) else { throw refusal }
        let text = pattern.texts.joined()
        guard text.unicodeScalars.count <= compiler.limits.criterionTextLength else {
            throw failure("a text has at most \(compiler.limits.criterionTextLength) characters", at: value.place)
        }
        let comparator: Criteria.Comparator
        switch (pattern.texts.count, pattern.texts.first?.isEmpty, pattern.texts.last?.isEmpty) {
        case (1, _, _):
            return .comparison(target.name, isNegated ? .notEqual : .equal, text.isEmpty ? Criteria.empty : .string(text))
        case (2, true, true): return .comparison(target.name, isNegated ? .equal : .notEqual, Criteria.empty)
        case (2, false, true): comparator = .startsWith
        case (2, true, false): comparator = .endsWith
        case (3, true, true): comparator = isNegated ? .notContains : .contains
        default: throw refusal
        }
        guard !isNegated || comparator == .notContains else {
            throw failure(
                "there is no comparator for texts that don't begin or end so", at: comparison.comparatorPlace,
                hint: "\"not contains\" is the nearest that there is")
        }
        return .comparison(target.name, comparator, .string(text))
    }
}

/// What `like` compares with, cut at its wildcards: `%` stands for any number of characters, `\%` for a percent sign.
struct LikeText {
    /// One more than there are wildcards; runs of them count once.
    var texts: [String] = []

    init(_ pattern: String) {
        var text = String.UnicodeScalarView()
        var isEscaped = false
        var isBehindWildcard = false
        for scalar in pattern.unicodeScalars {
            if isEscaped {
                // Before any other character a backslash is one.
                if scalar != "%", scalar != "\\" { text.append("\\") }
                text.append(scalar)
                isEscaped = false
            } else if scalar == "\\" {
                isEscaped = true
            } else if scalar == "%" {
                if isBehindWildcard { continue }
                texts.append(String(text))
                text = String.UnicodeScalarView()
                isBehindWildcard = true
                continue
            } else {
                text.append(scalar)
            }
            isBehindWildcard = false
        }
        if isEscaped { text.append("\\") }
        texts.append(String(text))
    }
}
