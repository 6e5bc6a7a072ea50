import BulkEngine
import BulkModel
import HTTPTypes

/// The page on which a person says who they are, and whether an application may have what it asks for.
struct ConsentPage {
    let request: ConsentRequest
    let candidates: [(organization: Organization, users: [User])]
    /// Says to the form's receiver what was asked.
    let ticket: String

    var page: HTMLPage {
        HTMLPage(title: "\(request.client.name) asks for access", content: content, formTarget: request.redirectURI)
    }

    private var content: String {
        """
        <p>It wants to use the CRM data of the organisation you choose, with these scopes\(duration):</p>
        <ul>
        \(request.scopes.scopes.map { "<li><code>\($0.htmlEscaped)</code></li>" }.joined(separator: "\n"))
        </ul>
        <form method="post" action="/oauth/v2/auth/consent">
        <input type="hidden" name="ticket" value="\(ticket.htmlEscaped)">
        <label for="identity">Who are you?</label>
        <select id="identity" name="identity" required>
        \(candidates.map(group).joined(separator: "\n"))
        </select>
        <p class="note">This is a server for tests and for machines of your own. It has no passwords: whoever sees this page can be anyone.</p>
        <div class="choice">
        <button class="accept" name="decision" value="accept">Accept</button>
        <button name="decision" value="refuse">Refuse</button>
        </div>
        </form>
        <p class="soft">Either way you go back to <code>\(request.redirectURI.text.htmlEscaped)</code></p>
        """
    }

    private var duration: String {
        request.isOffline ? ", also when you aren't there" : ", for an hour"
    }

    private func group(_ organization: Organization, _ users: [User]) -> String {
        let options = users.map {
            let name = "\($0.fullName) (\($0.email)), \(organization.companyName)"
            return #"<option value="\#(organization.id):\#($0.id)">\#(name.htmlEscaped)</option>"#
        }
        return #"<optgroup label="\#(organization.companyName.htmlEscaped) – \#(organization.zgid)">\#(options.joined())</optgroup>"#
    }
}

extension HTMLPage {
    /// Why an application's request goes nowhere, for whoever wrote it.
    static func problem(_ problem: ConsentProblem) -> HTMLPage {
        HTMLPage(
            title: "This request can't be answered",
            content: """
                <p>\(problem.description.htmlEscaped)</p>
                <p class="note">Nothing was sent to the application.</p>
                """,
            status: .badRequest)
    }

    /// What is shown in the place of the page to those who may not see it.
    static let closed = HTMLPage(
        title: "There is no authorisation page here",
        content: """
            <p>It has no passwords, so it is shown at the server's own machine only, unless the server was started with
            <code>--authorization-page on</code>.</p>
            <p class="note"><code>longshore token grant</code> makes codes for self clients without it.</p>
            """,
        status: .forbidden)
}
