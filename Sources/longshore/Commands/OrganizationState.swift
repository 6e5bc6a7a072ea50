import BulkModel
import BulkStore

/// Whether an organisation is open, and if not, why.
struct OrganizationState {
    let organization: Organization
    private let collisions: [ValueCollision]
    private let reason: String?

    var isOpen: Bool { reason == nil }

    /// - Parameter collisions: what keeps it closed; of none, it is open.
    init(_ organization: Organization, _ collisions: [ValueCollision]) {
        self.organization = organization
        self.collisions = collisions
        reason = collisions.isEmpty ? nil : "unique values have become equal"
    }

    private init(_ organization: Organization, _ closed: OrganizationClosed) {
        self.organization = organization
        collisions = []
        reason = closed.description
    }

    static func of(_ organization: Organization, in storage: any Storage) async throws -> Self {
        do {
            return Self(organization, try await storage.collisions(in: organization.id))
        } catch let closed as OrganizationClosed {
            return Self(organization, closed)
        }
    }

    var text: String {
        let head = "\(organization.id) (\(organization.companyName)) is \(reason.map { "closed: \($0)" } ?? "open")"
        return collisions.isEmpty ? head : "\(head)\n\n\(CollisionTable(collisions: collisions).text)\n\n\(Self.advice)\n"
    }

    private static let advice = """
        Decide about all of them at once with 'longshore org settle':
          --keep RECORD             this record keeps its value, the others of the group lose theirs
          --set RECORD:FIELD=VALUE  this record gets another value
          --keep-oldest             in all other groups the oldest record keeps its value
        """

    var json: JSONValue {
        [
            "org_id": .id(organization.id), "company_name": .string(organization.companyName), "open": .boolean(isOpen),
            "reason": reason.map { .string($0) } ?? .null,
            "collisions": .array(
                collisions.map { collision in
                    [
                        "module": .string(collision.module), "field": .string(collision.field),
                        "records": .array(collision.holders.map { ["id": .id($0.record), "value": .string($0.value)] }),
                    ]
                }),
        ]
    }
}

/// Values that collide, for people. Equal ones look alike, so their characters are counted.
private struct CollisionTable {
    let collisions: [ValueCollision]

    var text: String {
        let rows = collisions.enumerated().flatMap { number, collision in
            collision.holders.map {
                [
                    String(number + 1), collision.module, collision.field, $0.record.description, $0.value,
                    String($0.value.unicodeScalars.count),
                ]
            }
        }
        return TextTable(header: ["GROUP", "MODULE", "FIELD", "RECORD", "VALUE", "CHARACTERS"], rows: rows).text
    }
}
