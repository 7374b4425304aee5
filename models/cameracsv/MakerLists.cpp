#include "models/cameracsv/MakerLists.h"

#include <QHash>
#include <QSet>

#include <algorithm>

namespace streamkeeper {

using namespace Qt::StringLiterals;

namespace {

constexpr ListField name = ownField(CsvColumn::Name);
constexpr ListField location = ownField(CsvColumn::Location);
constexpr ListField mac = ownField(CsvColumn::Mac);
constexpr ListField serial = ownField(CsvColumn::Serial);
constexpr ListField onvifPort = ownField(CsvColumn::OnvifPort);
constexpr ListField ownHighAddress = ownField(columnOf(Quality::High, StreamField::Address));
constexpr ListField ownLowAddress = ownField(columnOf(Quality::Low, StreamField::Address));

/// "Port" of Hikvision (8000) and Dahua (37777) is that of their own protocol, and is left out.
std::vector<MakerList> makeLists()
{
    using enum ListCertainty;
    using enum CameraMaker;
    return {
        {u"Hikvision SADP"_s,
         Hikvision,
         Reported,
         {u"device type"_s, u"ipv4 address"_s, u"device serial no|device serial number"_s},
         {{u"device name"_s, name},
          {u"ipv4 address"_s, ListField::Host},
          {u"mac address"_s, mac},
          {u"device serial no|device serial number"_s, serial},
          {u"device type"_s, ListField::Model},
          {u"http port"_s, onvifPort}}},
        {u"Hikvision iVMS-4200"_s,
         Hikvision,
         Documented,
         {u"adding mode"_s, u"address"_s, u"user name"_s},
         {{u"nickname|name|alias|device name"_s, name},
          {u"address"_s, ListField::Host},
          {u"adding mode"_s, ListField::AddingMode},
          {u"user name"_s, ListField::User},
          {u"password"_s, ListField::Password}}},
        {u"Hikvision Batch Configuration Tool"_s,
         Hikvision,
         Likely,
         {u"device type|model"_s, u"ip address|ipv4 address"_s, u"serial no|device serial no|serial number"_s,
          u"security|security status|activation status"_s},
         {{u"device name|name"_s, name},
          {u"ip address|ipv4 address"_s, ListField::Host},
          {u"mac address|mac"_s, mac},
          {u"serial no|device serial no|serial number"_s, serial},
          {u"model|device type"_s, ListField::Model},
          {u"http port"_s, onvifPort},
          {u"user name"_s, ListField::User},
          {u"password"_s, ListField::Password}}},
        {u"Dahua ConfigTool"_s,
         Dahua,
         Likely,
         {u"ip|ip address"_s, u"mac|mac address"_s, u"sn"_s, u"type|device type|model|device model"_s},
         {{u"device name|name"_s, name},
          {u"ip|ip address"_s, ListField::Host},
          {u"mac|mac address"_s, mac},
          {u"sn"_s, serial},
          {u"model|device model|device type|type"_s, ListField::Model},
          {u"http port"_s, onvifPort},
          {u"username|user name|user"_s, ListField::User},
          {u"password"_s, ListField::Password}}},
        {u"AXIS Device Manager"_s,
         Axis,
         Likely,
         {u"address|ip address"_s, u"mac address|serial number"_s, u"model"_s,
          u"firmware|firmware version|axis os|axis os version"_s, u"host name|dhcp|https|ieee 802.1x"_s},
         {{u"name"_s, name},
          {u"address|ip address"_s, ListField::Host},
          {u"mac address"_s, mac},
          {u"serial number"_s, serial},
          {u"model"_s, ListField::Model}}},
        {u"AXIS IP Utility"_s,
         Unknown,
         Likely,
         {u"name"_s, u"ip address"_s, u"serial number"_s, u"model|type"_s},
         {{u"name"_s, name},
          {u"ip address"_s, ListField::Host},
          {u"serial number"_s, serial},
          {u"model|type"_s, ListField::Model}}},
        {u"Milestone XProtect"_s,
         Unknown,
         Documented,
         {u"hardware address"_s},
         {{u"hardware name|name"_s, name},
          {u"hardware address"_s, ListField::Host},
          {u"mac address|hardware mac address"_s, mac},
          {u"serial number|hardware serial number"_s, serial},
          {u"driver display name|hardware model|model|driver family"_s, ListField::Model},
          {u"hardware user name|user name"_s, ListField::User},
          {u"hardware password|password"_s, ListField::Password}}},
        {u"Milestone XProtect"_s,
         Unknown,
         Documented,
         {u"driver number"_s, u"address"_s},
         {{u"name|hardware name"_s, name},
          {u"address"_s, ListField::Host},
          {u"mac address|mac"_s, mac},
          {u"serial number"_s, serial},
          {u"driver family|model|driver display name"_s, ListField::Model},
          {u"user name"_s, ListField::User},
          {u"password"_s, ListField::Password}}},
        {u"Nx Witness"_s,
         Unknown,
         Documented,
         {u"name"_s, u"vendor"_s, u"firmware"_s, u"ip/name|ip|ip address"_s,
          u"id/mac|mac|mac address|physical id"_s},
         {{u"name"_s, name},
          {u"vendor"_s, ListField::Maker},
          {u"model"_s, ListField::Model},
          {u"ip/name|ip|ip address"_s, ListField::Host},
          {u"id/mac|mac|mac address|physical id"_s, ListField::MacOrId}}},
        {u"Siqura SDM2 Device Manager"_s,
         Unknown,
         Documented,
         {u"ip address"_s, u"forced offline"_s},
         {{u"name"_s, name},
          {u"ip address"_s, ListField::Host},
          {u"username"_s, ListField::User},
          {u"password"_s, ListField::Password},
          {u"model name"_s, ListField::Model},
          {u"serial number"_s, serial},
          {u"mac address"_s, mac}}},
        {u"Blue Iris"_s,
         Unknown,
         Likely,
         {u"short name"_s, u"address|ip address|ip"_s},
         {{u"full name|name|long name|short name"_s, name},
          {u"address|ip address|ip"_s, ListField::Host},
          {u"user|username|user name"_s, ListField::User},
          {u"password"_s, ListField::Password},
          {u"make|maker"_s, ListField::Maker},
          {u"model"_s, ListField::Model},
          {u"rtsp port"_s, ListField::RtspPort}}},
        {u"ONVIF Device Manager"_s,
         Unknown,
         Likely,
         {u"xaddr|xaddrs|service address|device service address|onvif url|device service"_s},
         {{u"name|device name"_s, name},
          {u"location"_s, location},
          {u"xaddr|xaddrs|service address|device service address|onvif url|device service"_s,
           ListField::Host},
          {u"manufacturer|vendor"_s, ListField::Maker},
          {u"model|hardware"_s, ListField::Model},
          {u"mac|mac address"_s, mac},
          {u"serial number|serial"_s, serial},
          {u"user|username|user name"_s, ListField::User},
          {u"password"_s, ListField::Password},
          {u"stream uri|rtsp uri|rtsp url|stream url"_s, ownHighAddress}}},
    };
}

QStringList keysOf(const QString &names)
{
    QStringList keys;
    for (const QString &spelling : names.split(u'|'))
        keys.append(columnKey(spelling));
    return keys;
}

bool isOneOf(const QString &names, const QSet<QString> &keys)
{
    return std::ranges::any_of(keysOf(names), [&](const QString &key) { return keys.contains(key); });
}

/// In English, as scripts and spreadsheets have them, and in Russian.
QHash<QString, ListField> usualNames()
{
    static const std::vector<MakerList::Column> columns{
        {u"camera|camera name|device name|channel name|title|камера|название|имя|имя камеры|название камеры"_s,
         name},
        {u"place|site|room|zone|building|floor|размещение|место|адрес установки|местоположение"_s, location},
        {u"address|ip address|ipv4|ipv4 address|host|hostname|host name|camera ip|ip адрес|ip-адрес"_s,
         ListField::Host},
        {u"url|rtsp|rtsp url|rtsp address|stream|stream url|stream uri|main|main stream|main url|main rtsp|"
         "source|record|record url|high|поток|основной поток"_s,
         ownHighAddress},
        {u"sub|sub stream|sub url|sub rtsp|second stream|secondary stream|detect|detect url|low|"
         "дополнительный поток|второй поток"_s,
         ownLowAddress},
        {u"mac address|mac адрес"_s, mac},
        {u"serial number|serial no|sn|серийный номер"_s, serial},
        {u"user|username|user name|login|пользователь|логин"_s, ListField::User},
        {u"password|pass|pwd|пароль"_s, ListField::Password},
        {u"rtsp port|порт rtsp"_s, ListField::RtspPort},
        {u"make|maker|vendor|manufacturer|brand|производитель"_s, ListField::Maker},
        {u"model|model name|device model|модель"_s, ListField::Model},
        {u"server|media server|сервер|медиасервер"_s, ListField::Server}};
    QHash<QString, ListField> names;
    for (const auto &[spellings, field] : columns) {
        for (const QString &key : keysOf(spellings))
            names.insert(key, field);
    }
    return names;
}

} // namespace

const std::vector<MakerList> &makerLists()
{
    static const std::vector<MakerList> lists = makeLists();
    return lists;
}

const MakerList *recognisedList(const QStringList &header)
{
    QSet<QString> keys;
    for (const QString &column : header)
        keys.insert(columnKey(column));
    const auto found = std::ranges::find_if(makerLists(), [&](const MakerList &list) {
        return std::ranges::all_of(list.signs, [&](const QString &sign) { return isOneOf(sign, keys); });
    });
    return found == makerLists().end() ? nullptr : &*found;
}

ListField usualField(const QString &column)
{
    static const QHash<QString, ListField> names = usualNames();
    if (const auto own = columnFromName(column))
        return ownField(*own);
    return names.value(columnKey(column), ListField::NotImported);
}

} // namespace streamkeeper
