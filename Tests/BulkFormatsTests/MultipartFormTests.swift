import Testing

@testable import BulkFormats

@Suite struct MultipartFormTests {
    @Test func fieldsAreFoundAsClientsWriteThem() {
        let body = """
            \r\n--1795224481\r\nContent-Disposition: form-data; name="grant_type"\r\n\r\nrefresh_token\r\n--1795224481\r\n\
            Content-Disposition: form-data;name="client_id"\r\nContent-Type: text/plain\r\n\r\n1000.A\r\nB\r\n--1795224481--\r\n
            """
        let parts = MultipartForm.parts(of: Array(body.utf8), mediaType: "multipart/form-data;boundary=1795224481")
        #expect(
            parts == [
                .init(name: "grant_type", value: "refresh_token"), .init(name: "client_id", value: "1000.A\r\nB"),
            ])
    }

    @Test(arguments: ["", "--x", "--x--", "--x\r\n\r\n--x", "--x\r\nno name\r\n\r\nvalue\r\n--x--", "garbage"])
    func whatIsNoFieldIsPassedOver(body: String) {
        #expect(MultipartForm.parts(of: Array(body.utf8), mediaType: "multipart/form-data; boundary=\"x\"").isEmpty)
    }
}
