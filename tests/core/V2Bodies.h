#pragma once

#include <QByteArray>

namespace streamkeeper::test {

/// JSON with apostrophes for quotation marks: moc stumbles over raw strings.
[[nodiscard]] inline QByteArray json(const char *text)
{
    return QByteArray(text).replace('\'', '"');
}

inline const QByteArray listBody = json(
    "{"
    "'7c1e':{'uid':'7c1e','stream_name':'Yard high','camera_uid':'yard','entry':'stream','enabled':true,"
    "'status':'active','type':'primary','access':'private','track_video':true,'track_audio':true,"
    "'video_width':2048,'video_height':1536,'dvr_enabled':true,'dvr_paused':false,"
    "'broadcast_proto':['rtsp','hls'],'broadcast_paused':false,'bitrate_in':2097152,'bitrate_out':4194304,"
    "'bytes_in':123456789,'clients_count':2,'reconnect_attempt':0,'reconnect_total':5,'reconnect_time':0,"
    "'src_ping_time':1700000100,'src_start_time':1700000000},"
    "'9a':{'uid':'9a','stream_name':'','camera_uid':'9a','entry':'stream','enabled':true,'status':'inactive',"
    "'type':'secondary','access':'public','track_audio':false,'video_width':0,'video_height':0,"
    "'dvr_enabled':false,'bitrate_in':0,'bitrate_out':0,'clients_count':0,'reconnect_attempt':3,"
    "'reconnect_total':7,'reconnect_time':1700000200,'src_ping_time':1700000050,'src_start_time':0}}");

inline const QByteArray infoBody =
    json("{'uid':'7c1e','stream_name':'Yard','camera_uid':'yard','status':'active',"
         "'enabled':true,'access':'private','entry':'stream','whitelist':'',"
         "'config':{'file':'/etc/s/7c1e.ini','source':'[stream]\\nstream-url = "
         "rtsp://u:p4ss@10.0.0.5/h\\ndvr-enable=true\\n'},"
         "'dvr':{'enable':true,'pause':false,'storage':'/a','ranges_count':3},"
         "'source':{'url':'rtsp://u:p4ss@10.0.0.6/redirect','ping':54,'sdp':'v=0'},"
         "'tracks':{'video':{'track_id':0,'codec':'H264'},'audio':{'track_id':1,'codec':'PCMA'}}}");

inline const QByteArray serverBody =
    json("{'server':{'hostname':'ms-a','ip4':'10.0.0.1','name':'x','version':'21.03.1',"
         "'build':'1','startat':1700000000,'uptime':5,'timestamp':'20240101000000'},"
         "'cpu':{'usage':3,'total':17},'mem':{'rss':1000,'share':1,'usage':2},'io':{'read_rate':1},"
         "'net':{'in_bitrate':5000,'out_bitrate':6000},'streams':{'total':2,'active':1,'clients':4},"
         "'storages':{'/a':{'name':'a','mount':'/a','capacity_total':100,'capacity_free':25,'err':0},"
         "'/b':{'mount':'/b','capacity_total':0,'capacity_free':0,'err':-2}},"
         "'drives':{'/"
         "':{'capacity_total':1}},'cluster':{'id':'3','node':'node-a','hostname':'ms-a','enable':'true'}}");

inline const QByteArray urlsBody =
    json("{'7c1e':{'access':'private','entry':'stream','urls':{"
         "'rtsp_live':{'url':'rtsp://h:5554/live/7c1e/','args':{},'name':'x'},"
         "'hls_live_ios':{'url':'https://h:8443/live/7c1e/playlist_ios.m3u8','args':[],'name':'x'},"
         "'hls_live':{'url':'https://h:8443/live/7c1e/playlist.m3u8','args':['token']},"
         "'preview':{'url':'https://h:8443/p','args':{}}}},"
         "'9a':{'access':'public','urls':{'hls_live_ios':'https://h:8443/live/9a/playlist_ios.m3u8'}},"
         "'ab':{'access':'none','urls':{}}}");

} // namespace streamkeeper::test
