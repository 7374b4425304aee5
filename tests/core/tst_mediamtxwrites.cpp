#include <QTest>
class MediaMtxWritesTest : public QObject { Q_OBJECT };
QTEST_GUILESS_MAIN(MediaMtxWritesTest)
#include "tst_mediamtxwrites.moc"
