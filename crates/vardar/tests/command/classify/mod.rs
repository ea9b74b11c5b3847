//! `vardar classify` from outside.

mod ask;
mod codebook;
mod errors;
mod noise;
mod records;
mod report;
#[cfg(unix)]
mod stop;

/// Two records: a paid guide over a border, and a landlord with forced labour whose victim's age is not known.
pub const RECORDS: &str = "id,actor_role,for_other_person,intentional,knew_irregular,from_state,to_state,incident_date,border_crossing,\
    entry_requirements_met,national_of_to_state,permanent_resident_of_to_state,procured_entry,benefit_sought,benefit_forms,is_child,acts,means,purposes\n\
    guide,principal,true,true,true,MKD,SRB,2015-10-01,completed,false,false,false,true,true,money,false,[],[],[]\n\
    room,principal,true,true,,SRB,SRB,2015-11-20,none,true,false,false,false,true,money,,harbouring,[],forced_labour_or_services\n";

/// The same as JSON Lines.
pub const LINES: &str = "{\"id\":\"guide\",\"actor_role\":\"principal\",\"for_other_person\":true,\"intentional\":true,\"knew_irregular\":true,\
    \"from_state\":\"MKD\",\"to_state\":\"SRB\",\"incident_date\":\"2015-10-01\",\"border_crossing\":\"completed\",\"entry_requirements_met\":false,\
    \"national_of_to_state\":false,\"permanent_resident_of_to_state\":false,\"procured_entry\":true,\"benefit_sought\":true,\"benefit_forms\":[\"money\"],\
    \"is_child\":false,\"acts\":[],\"means\":[],\"purposes\":[]}\n\
    {\"id\":\"room\",\"actor_role\":\"principal\",\"for_other_person\":true,\"intentional\":true,\"from_state\":\"SRB\",\"to_state\":\"SRB\",\
    \"incident_date\":\"2015-11-20\",\"border_crossing\":\"none\",\"entry_requirements_met\":true,\"national_of_to_state\":false,\
    \"permanent_resident_of_to_state\":false,\"procured_entry\":false,\"benefit_sought\":true,\"benefit_forms\":[\"money\"],\"acts\":[\"harbouring\"],\
    \"means\":[],\"purposes\":[\"forced_labour_or_services\"]}\n";
