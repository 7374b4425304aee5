#include "models/cameracsv/OrderReader.h"

#include "models/cameracsv/CsvReader.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(OrderReader)
};

const QStringList orderColumns{
    u"order"_s,      u"mac"_s,      u"serial_number"_s, u"manufacturer"_s, u"model"_s,
    u"name"_s,       u"location"_s, u"server_group"_s,  u"archive_days"_s, u"user"_s,
    u"password"_s,   u"port"_s,     u"replace"_s,       u"replaced_mac"_s, u"ip"_s,
    u"circuit_id"_s, u"remote_id"_s};

QString columnName(const QString &title)
{
    return title.trimmed().toLower().replace(u' ', u'_').replace(u'-', u'_');
}

/// The cells of one line by the names of their columns.
class Cells
{
public:
    Cells(const QStringList &columns, const QStringList &cells)
    {
        for (qsizetype i = 0; i < std::min(columns.size(), cells.size()); ++i)
            m_texts.insert(columns[i], cells[i].trimmed());
    }
    [[nodiscard]] QString operator[](const QString &column) const { return m_texts.value(column); }

private:
    QHash<QString, QString> m_texts;
};

Result<int> numberIn(const Cells &cells, const QString &column, int usual)
{
    if (cells[column].isEmpty())
        return usual;
    bool isNumber = false;
    const int number = cells[column].toInt(&isNumber);
    if (!isNumber)
        return fail(ErrorCategory::Invalid,
                    Texts::tr("%1: \"%2\" is no whole number.").arg(column, cells[column]));
    return number;
}

Result<ProvisioningOrder> attachOrder(const Cells &cells)
{
    AttachCameraOrder order;
    order.mac = cells[u"mac"_s];
    order.name = cells[u"name"_s];
    order.location = cells[u"location"_s];
    order.serverGroup = cells[u"server_group"_s];
    order.userName = cells[u"user"_s];
    order.password = SecretText(cells[u"password"_s]);
    order.replacedMac = cells[u"replaced_mac"_s];
    const auto days = numberIn(cells, u"archive_days"_s, 0);
    if (!days)
        return tl::unexpected(days.error());
    if (!cells[u"archive_days"_s].isEmpty())
        order.archiveDays = *days;
    const auto port = numberIn(cells, u"port"_s, order.onvifPort);
    if (!port)
        return tl::unexpected(port.error());
    order.onvifPort = *port;
    const auto replace = numberIn(cells, u"replace"_s, 0);
    if (!replace || (*replace != 0 && *replace != 1))
        return fail(ErrorCategory::Invalid, Texts::tr("replace: 0 is a new camera, 1 a replaced one."));
    order.isReplacement = *replace == 1;
    return order;
}

Result<ProvisioningOrder> orderOf(const Cells &cells)
{
    const QString word = cells[u"order"_s].toLower();
    if (word == u"new_camera")
        return NewCameraOrder{cells[u"mac"_s], cells[u"serial_number"_s], cells[u"manufacturer"_s],
                              cells[u"model"_s]};
    if (word == u"attach_camera")
        return attachOrder(cells);
    if (word == u"dhcp")
        return DhcpReport{cells[u"mac"_s], cells[u"ip"_s], {cells[u"circuit_id"_s], cells[u"remote_id"_s]}};
    return fail(
        ErrorCategory::Invalid,
        Texts::tr("\"%1\" is no order: write new_camera, attach_camera or dhcp.").arg(cells[u"order"_s]));
}

} // namespace

Result<std::vector<OrderLine>> readOrders(const QByteArray &bytes)
{
    const auto known = [](const QStringList &cells) {
        return std::ranges::count_if(
            cells, [](const QString &cell) { return orderColumns.contains(columnName(cell)); });
    };
    const auto reader = CsvReader::open(bytes, known);
    if (!reader)
        return tl::unexpected(reader.error());
    QStringList columns;
    for (const QString &title : reader->header())
        columns.append(columnName(title));
    for (const QString &needed : {u"order"_s, u"mac"_s}) {
        if (!columns.contains(needed))
            return fail(ErrorCategory::Invalid,
                        Texts::tr("The file has no column \"%1\". A file of orders has the columns order and "
                                  "mac, and those that the orders need: %2.")
                            .arg(needed, orderColumns.join(u", "_s)));
    }
    std::vector<OrderLine> lines;
    reader->read([&](const CsvRecord &record, qint64) {
        if (!record.problem.isEmpty())
            lines.push_back({record.line, fail(ErrorCategory::Invalid, record.problem)});
        else
            lines.push_back({record.line, orderOf(Cells(columns, record.cells))});
        return true;
    });
    return lines;
}

} // namespace streamkeeper
