import BulkFormats
import Foundation
import Testing

@Suite struct BlockPipeTests {
    @Test func bytesArriveInOrderThroughFewBlocks() throws {
        let pipe = BlockPipe(blocks: 2, size: 8)
        let writer = Thread {
            for number in 0..<1_000 {
                guard var block = pipe.emptyBlock() else { return }
                block.end(withRoomFor: 1).pointee = UInt8(number % 251)
                block.count = 1
                pipe.send(block)
            }
            pipe.finish()
        }
        writer.start()
        var received: [UInt8] = []
        while let block = pipe.fullBlock() {
            received += block.bytes
            pipe.recycle(block)
        }
        #expect(received == (0..<1_000).map { UInt8($0 % 251) })
    }

    @Test func whenTheReaderGivesUpTheWriterStopsWaiting() {
        let pipe = BlockPipe(blocks: 1, size: 8)
        guard let block = pipe.emptyBlock() else { return #expect(Bool(false), "there is one block") }
        pipe.send(block)
        pipe.giveUp()
        #expect(pipe.emptyBlock() == nil)
        #expect(pipe.fullBlock() == nil)
    }
}
