import BulkModel

/// In what something that was changed differs from what it was, in the words of schema files.
enum SchemaDifference {
    static func names(between old: Field, and new: Field) -> [String] {
        let parts: [(String, Bool)] = [
            ("label", old.label != new.label), ("length", old.length != new.length), ("text_area", old.textAreaKind != new.textAreaKind),
            ("rounding", old.rounding != new.rounding), ("unique", old.isUnique != new.isUnique),
            ("required", old.isMandatoryInLayout != new.isMandatoryInLayout), ("encrypted", old.isEncrypted != new.isEncrypted),
            ("restricted", old.isRestricted != new.isRestricted), ("default", old.defaultValue != new.defaultValue),
            ("tooltip", old.tooltip != new.tooltip),
            (
                "values",
                old.pickListValues != new.pickListValues || old.pickListLabels != new.pickListLabels
                    || old.retiredValues != new.retiredValues
            ), ("numbers", old.autoNumber != new.autoNumber),
        ]
        return parts.filter(\.1).map(\.0)
    }

    static func names(between old: CustomView, and new: CustomView) -> [String] {
        let parts: [(String, Bool)] = [
            ("criteria", old.criteria != new.criteria), ("columns", old.columns != new.columns), ("sort_by", old.sort != new.sort),
            ("locked", old.isLocked != new.isLocked),
        ]
        return parts.filter(\.1).map(\.0)
    }
}
