import BulkFormats
import BulkModel
import BulkStore

/// Turns one criterion into a predicate over stored values, or says what is wrong with it, in the documented order.
/// (bulk read specification, section 4.4, rows 5 to 15)
struct CriterionCompiler {
    let schema: Schema
    let module: Module
    let limits: Limits
    let quirks: Quirks
    let version: APIVersion
    /// Whom names of owners may stand for.
    let users: [User]
    /// The zone of the user who asks: a bare date means a day there.
    let offsets: UTCOffsets

    /// - Parameters:
    ///   - criterion: what is compared; the field's id in it is not looked at.
    ///   - sent: the criterion as the caller wrote it, for messages.
    /// - Throws: ``BulkError``.
    func compile(_ criterion: Criterion, sent: JSONValue) throws -> (path: FieldPath, predicate: Predicate) {
        let path = try path(criterion, sent)
        guard let family = CriterionFamily(path.field) else {
            throw BulkError.fieldInCriteriaNotSupported(criterion.fieldName, sent)
        }
        try checkComparator(criterion, family, path.field, sent)
        return (path, try predicate(of: criterion, over: path, as: family, sent: sent))
    }

    /// The predicate of a comparison that makes sense for the field. (rows 9 to 15)
    /// - Throws: ``BulkError``.
    func predicate(of criterion: Criterion, over path: FieldPath, as family: CriterionFamily, sent: JSONValue) throws -> Predicate {
        let values = try values(of: criterion, family, sent)
        let reader = CriterionValueReader(compiler: self, criterion: criterion, family: family, sent: sent)
        var predicate = try reader.predicate(over: path, values)
        if criterion.comparator.asksForEquality, let fullName = fullName(beside: path) {
            let other = try reader.predicate(over: fullName, values)
            let isComplement = criterion.comparator == .notEqual || criterion.comparator == .notIn
            predicate = isComplement ? .every([predicate, other]) : .any([predicate, other])
        }
        if path.field.isEncrypted, !criterion.comparator.asksForEquality {
            throw BulkError.comparatorAndEncryptedValueNotCompatible(
                criterion.comparator, criterion.value, field: criterion.fieldName, sent)
        }
        return predicate
    }

    /// The full name of the user whose last name a path leads to: under the quirk, who asks for the one finds the other, too.
    private func fullName(beside path: FieldPath) -> FieldPath? {
        guard quirks[.ownerByName], path.field.apiName == "last_name", let lookup = path.lookups.last,
            let users = schema.target(of: lookup), users.apiName == Module.usersName, let field = users.field(named: "full_name")
        else { return nil }
        return FieldPath(lookups: path.lookups, field: field)
    }

    /// Rows 5 and 6.
    private func path(_ criterion: Criterion, _ sent: JSONValue) throws -> FieldPath {
        do {
            return try schema.path(criterion.fieldName, from: module)
        } catch .unavailable {
            throw BulkError.fieldInCriteriaNotAvailable(criterion.fieldName, sent)
        } catch .notALookup {
            throw BulkError.fieldInCriteriaNotSupported(criterion.fieldName, sent)
        }
    }

    /// Rows 7 and 8: what the type can't, and what the type can but the record id can't.
    private func checkComparator(_ criterion: Criterion, _ family: CriterionFamily, _ field: Field, _ sent: JSONValue) throws {
        guard !family.comparators.contains(criterion.comparator) else { return }
        if field.isRecordID, CriterionFamily.number(scale: 0).comparators.contains(criterion.comparator) {
            throw BulkError.fieldAndComparatorNotCompatible(
                criterion.comparator, field: criterion.fieldName, supported: family.comparators, sent)
        }
        throw BulkError.comparatorNotSupported(
            criterion.comparator, field: criterion.fieldName, supported: family.comparators, sent)
    }

    /// Rows 9 to 11: the single values, once their kinds and their number are right.
    private func values(of criterion: Criterion, _ family: CriterionFamily, _ sent: JSONValue) throws -> [JSONValue] {
        let isList = criterion.value.array != nil
        let values = criterion.value.array ?? [criterion.value]
        guard values.allSatisfy(family.accepts) else {
            throw version.has(.valueTypeErrors)
                ? BulkError.valueTypeNotSupported(field: criterion.fieldName, supported: family.valueKinds)
                : BulkError.fieldAndValueNotCompatible(criterion.value, field: criterion.fieldName, sent)
        }
        let comparator = criterion.comparator
        let isEmptyAllowed = comparator.asksForEquality || family == .boolean
        guard isList == (comparator.takesList || comparator.takesRange), !comparator.takesRange || values.count == 2, !values.isEmpty,
            isEmptyAllowed || !values.contains(.string(Criterion.empty))
        else {
            throw BulkError.comparatorAndValueNotCompatible(comparator, criterion.value, sent)
        }
        guard values.count <= limits.valuesPerCriterion else { throw BulkError.valueLimitExceeded(maximum: limits.valuesPerCriterion) }
        return values
    }
}
