import BulkFormats
import BulkModel
import BulkStore

/// What a column or a part of the order is made of, its field found.
enum COQLTerm: Hashable {
    case field(FieldPath)
    case aggregate(COQLAggregate, FieldPath)

    var path: FieldPath {
        switch self {
        case .field(let path), .aggregate(_, let path): path
        }
    }

    var isAggregate: Bool {
        if case .aggregate = self { true } else { false }
    }

    /// The term in a query with groups; a field is one of theirs, so all its values are the least.
    var aggregation: RecordAggregation.Column {
        switch self {
        case .field(let path): .least(path)
        case .aggregate(let aggregate, let path): aggregate.column(of: path)
        }
    }

    /// A field whose values are written as those of the term.
    var resultField: Field {
        switch self {
        case .field(let path): path.field
        case .aggregate(let aggregate, let path): aggregate.resultField(of: path.field)
        }
    }
}

extension COQLNames {
    /// - Throws: `INVALID_QUERY`.
    func term(_ expression: COQLExpression) throws -> COQLTerm {
        switch expression {
        case .field(let name): return .field(try path(name))
        case .aggregate(let aggregate, let name):
            let path = try path(name == COQLAggregate.allFields ? "id" : name)
            guard aggregate.applies(to: path.field) else {
                throw BulkError.invalidColumn(expression.name, reason: "the aggregate can't be made of the field's values")
            }
            return .aggregate(aggregate, path)
        }
    }
}
