import BulkEngine
import BulkModel
import Foundation
import HTTPTypes
import Hummingbird

/// A page that needs nothing but itself: no script, no file from anywhere.
struct HTMLPage {
    let title: String
    /// What stands in its middle, as HTML.
    let content: String
    var status: HTTPResponse.Status = .ok
    /// Where its form may lead beyond this server.
    var formTarget: RedirectURI?

    var response: Response {
        let text = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(title.htmlEscaped) – Longshore</title>
            <style>\(Self.style)</style>
            </head>
            <body>
            <main>
            <p class="brand">Longshore</p>
            <h1>\(title.htmlEscaped)</h1>
            \(content)
            </main>
            </body>
            </html>

            """
        return Response(
            status: status,
            headers: [
                .contentType: "text/html;charset=UTF-8", .contentLength: String(text.utf8.count), .cacheControl: "no-store",
                .contentSecurityPolicy: policy, .xContentTypeOptions: "nosniff", .referrerPolicy: "same-origin", .frameOptions: "DENY",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }

    /// Browsers hold the answer to a form to where it may lead, so the application's address has to be named.
    private var policy: String {
        let target = formTarget.map { " \($0.origin)" } ?? ""
        return
            "default-src 'none'; style-src 'sha256-\(Self.styleDigest)'; form-action 'self'\(target); base-uri 'none'; frame-ancestors 'none'"
    }

    private static let styleDigest = Data(SecretHash(of: style).bytes).base64EncodedString()

    private static let style = """
        :root{color-scheme:light dark;--ink:#1d2733;--soft:#5b6875;--paper:#fff;--ground:#eef1f4;--line:#d5dbe1;--accent:#0b5cad}
        @media (prefers-color-scheme:dark){:root{--ink:#e6eaee;--soft:#9aa7b4;--paper:#1b232c;--ground:#12181f;--line:#34404c;--accent:#6db3f8}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
        main{max-width:34rem;margin:4rem auto;padding:2rem;background:var(--paper);border:1px solid var(--line);border-radius:8px}
        .brand{margin:0 0 1.5rem;color:var(--soft);font-weight:600;letter-spacing:.04em}
        h1{margin:0 0 1rem;font-size:1.4rem;line-height:1.3;overflow-wrap:anywhere}
        ul{margin:.5rem 0 1.25rem;padding:0;list-style:none}
        li{padding:.35rem 0;border-bottom:1px solid var(--line)}
        code{font:14px/1.4 ui-monospace,monospace;overflow-wrap:anywhere}
        label{display:block;margin:1.25rem 0 .35rem;font-weight:600}
        select,button{font:inherit;padding:.55rem .8rem;border:1px solid var(--line);border-radius:6px;background:var(--paper);color:var(--ink)}
        select{width:100%}
        .note{margin:1.25rem 0;padding:.75rem 1rem;border-left:4px solid var(--accent);background:var(--ground);font-size:.92rem}
        .choice{display:flex;gap:.75rem;margin-top:1.5rem}
        .choice button{flex:1;cursor:pointer}
        .accept{background:var(--accent);border-color:var(--accent);color:var(--paper);font-weight:600}
        .soft{color:var(--soft);font-size:.92rem;overflow-wrap:anywhere}
        @media (max-width:38rem){main{margin:0;border:0;border-radius:0;min-height:100vh}}
        """
}

extension String {
    /// As text or as the value of an attribute in quotes.
    var htmlEscaped: String {
        replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
            .replacing("'", with: "&#39;")
    }
}

extension HTTPField.Name {
    fileprivate static let frameOptions = Self("X-Frame-Options")!
    fileprivate static let referrerPolicy = Self("Referrer-Policy")!
}
